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

/** By day, by night, or as the phone is set. */
export type Hour = 'phone' | 'light' | 'dark'

const HOURS: readonly { hour: Hour; label: string }[] = [
  { hour: 'phone', label: '跟随手机' },
  { hour: 'light', label: '白天' },
  { hour: 'dark', label: '夜里' },
]

/** Switches the colours of the components below it. */
export function HourSwitch({ hour, onChoose }: { hour: Hour; onChoose: (hour: Hour) => void }) {
  return (
    <Section title="颜色" quiet>
      <View className={cx(styles.line)}>
        {HOURS.map(each => (
          <Chip key={each.hour} id={`gallery-${each.hour}`} on={each.hour === hour} onTap={() => onChoose(each.hour)}>
            {each.label}
          </Chip>
        ))}
      </View>
    </Section>
  )
}
