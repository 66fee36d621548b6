import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { useTextSize } from '@/ui/text-size/store'
import styles from './gallery.module.scss'

/** Switches the whole app between normal and senior mode. */
export function TextSizeSwitch() {
  const senior = useTextSize(state => state.senior)
  const toggle = useTextSize(state => state.toggle)
  return (
    <Section title="字号" quiet>
      <View className={cx(styles.line)}>
        <Chip id="gallery-normal" on={!senior} onTap={() => senior && toggle()}>
          一般
        </Chip>
        <Chip id="gallery-senior" on={senior} onTap={() => senior || toggle()}>
          长辈模式
        </Chip>
      </View>
    </Section>
  )
}
