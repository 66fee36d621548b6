import { privacyPolicy } from '@domain/privacy/policy'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import styles from './policy-view.module.scss'

/** The privacy policy, to be read. */
export function PolicyView() {
  return (
    <View>
      <View className={cx(styles.lead)}>只记用得着的，只用来办您要办的事，随时能删。</View>
      {privacyPolicy(OPERATOR).map(({ title, lines }) => (
        <Section key={title} title={title}>
          {lines.map(line => (
            <View key={line} className={cx(styles.line)}>
              <View className={cx(styles.dot)} />
              <View className={cx(styles.text)}>{line}</View>
            </View>
          ))}
        </Section>
      ))}
      <View className={cx(styles.version)}>版本 {PRODUCT_VERSION}</View>
    </View>
  )
}
