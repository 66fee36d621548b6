import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Icon } from '@/ui/icon'
import styles from './find-entry.module.scss'

/** Opens the search; looks like its field. */
export function FindEntry() {
  return (
    <Tap id="home-find" className={styles.entry} onTap={() => open('find/search', {})}>
      <Icon name="search" size="small" />
      <View>找课、驿站、场地、饭菜</View>
    </Tap>
  )
}
