import { decodeLink } from '@domain/text'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { asCategory } from '@/features/classes/filters'
import { sayInterest } from '@/features/classes/interest-words'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import styles from '../../parts/week.module.scss'
import { WeekList } from '../../parts/week-list'

function WeekPage() {
  const { category, centreId, centreName = '', age } = useRouter().params
  const filter = asCategory(category)
  const years = /^\d{1,3}$/.test(age ?? '') ? Number(age) : null
  const what = sayInterest({
    category: filter,
    centreName: centreId ? decodeLink(centreName) || '这个中心' : '',
    age: years,
  })
  return (
    <Screen id="week" title="一周的课">
      <View className={cx(styles.note)}>{what}</View>
      <WeekList
        filters={{
          ...(filter ? { category: filter } : {}),
          ...(centreId ? { centreId } : {}),
          ...(years === null ? {} : { age: Math.min(years, 120) }),
        }}
      />
    </Screen>
  )
}

export default page(WeekPage)
