import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { useTextSize } from '@/ui/text-size/store'
import styles from './senior-switch.module.scss'

/** Switches senior mode on and off. */
export function SeniorSwitch() {
  const senior = useTextSize(state => state.senior)
  const toggle = useTextSize(state => state.toggle)
  return (
    <Tap
      id="senior-switch"
      className={cx(styles.switch, senior && styles.on)}
      label={senior ? '长辈模式已开，点按关闭' : '打开长辈模式'}
      onTap={toggle}
    >
      {senior && <Icon name="check" size="small" />}
      <View>长辈模式</View>
    </Tap>
  )
}
