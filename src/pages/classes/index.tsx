import { useRouter } from '@tarojs/taro'
import { ClassList } from '@/features/classes/class-list'
import { asCategory } from '@/features/classes/filters'
import { Screen } from '@/ui/screen'

export default function ClassesPage() {
  const { category } = useRouter().params
  return (
    <Screen id="classes" title="课堂">
      <ClassList initial={{ category: asCategory(category) }} />
    </Screen>
  )
}
