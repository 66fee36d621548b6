import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { ICON_NAMES, Icon } from '@/ui/icon'
import { QrCode } from '@/ui/qr-code'
import { Scene } from '@/ui/scene'
import { SCENE_NAMES } from '@/ui/scene/art'
import { Section } from '@/ui/section'
import styles from './gallery.module.scss'

/** Icons, drawings and codes. */
export function Pictures() {
  return (
    <>
      <Section title="图标 Icon">
        <View className={cx(styles.line)}>
          {ICON_NAMES.map(name => (
            <View key={name} className={cx(styles.icon)}>
              <Icon name={name} />
              <View>{name}</View>
            </View>
          ))}
        </View>
        <View className={cx(styles.line)}>
          {(['small', 'normal', 'large'] as const).map(size => (
            <View key={size} className={cx(styles.icon)}>
              <Icon name="bell" size={size} />
              <View>{size}</View>
            </View>
          ))}
        </View>
      </Section>
      <Section title="插画 Scene">
        <View className={cx(styles.line)}>
          {SCENE_NAMES.map(name => (
            <View key={name}>
              <Scene name={name} className={styles.scene} />
            </View>
          ))}
        </View>
      </Section>
      <Section title="二维码 QrCode">
        <QrCode text="https://example.com/gallery" label="示例二维码" className={styles.qr} />
      </Section>
    </>
  )
}
