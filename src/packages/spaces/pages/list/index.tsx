import { SPACE_CATEGORIES } from '@domain/offerings/kinds'
import { useRouter } from '@tarojs/taro'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { SpaceList } from '../../parts/space-list'

function SpacesPage() {
  const { category, centreId } = useRouter().params
  const known = SPACE_CATEGORIES.find(({ id }) => id === category)?.id ?? null
  return (
    <Screen id="spaces" title="空间">
      <SpaceList initial={known} centreId={centreId} />
    </Screen>
  )
}

export default page(SpacesPage)
