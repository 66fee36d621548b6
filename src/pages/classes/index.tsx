import { decodeLink } from '@domain/text'
import { useRouter } from '@tarojs/taro'
import { ClassList } from '@/features/classes/class-list'
import { asCategory } from '@/features/classes/filters'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function ClassesPage() {
  const { category, centreId, centreName } = useRouter().params
  const centre = centreId ? { id: centreId, name: decodeLink(centreName ?? '这个中心') } : null
  return (
    <Screen id="classes" title="课堂">
      <ClassList initial={{ category: asCategory(category), centre }} />
    </Screen>
  )
}

export default page(ClassesPage)
