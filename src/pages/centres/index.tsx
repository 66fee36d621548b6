import { CentreList } from '@/features/centres/centre-list'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function CentresPage() {
  return (
    <Screen id="centres" title="找中心">
      <CentreList />
    </Screen>
  )
}

export default page(CentresPage)
