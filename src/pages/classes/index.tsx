import { useRouter } from '@tarojs/taro'
import { ClassList } from '@/features/classes/class-list'
import { asCategory } from '@/features/classes/filters'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function ClassesPage() {
  const { category } = useRouter().params
  return (
    <Screen id="classes" title="课堂">
      <ClassList initial={{ category: asCategory(category) }} />
    </Screen>
  )
}

export default page(ClassesPage)
