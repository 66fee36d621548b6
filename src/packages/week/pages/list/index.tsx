import { decodeLink } from '@domain/text'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { agesInput, asCategory, sayAge } from '@/features/classes/filters'
import { sayInterest } from '@/features/classes/interest-words'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import styles from '../../parts/week.module.scss'
import { WeekList } from '../../parts/week-list'

function WeekPage() {
  const { category, centreId, centreName = '', ages = '' } = useRouter().params
  const filter = asCategory(category)
  const years = ages
    .split('-')
    .filter(age => /^\d{1,3}$/.test(age))
    .map(age => Math.min(Number(age), 120))
  const place = centreId ? decodeLink(centreName) || '这个中心' : ''
  const all = sayInterest({ category: filter, centreName: place, age: null })
  const what = years.length === 0 ? all : `${all}\u00a0· ${years.map(sayAge).join('、')}`
  return (
    <Screen id="week" title="一周的课">
      <View className={cx(styles.note)}>{what}</View>
      <WeekList
        filters={{
          ...(filter ? { category: filter } : {}),
          ...(centreId ? { centreId } : {}),
          ...agesInput(years),
        }}
      />
    </Screen>
  )
}

export default page(WeekPage)
