import '../../messages'
import { OwnDataView } from '@/packages/privacy/parts/data-view'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function DataPage() {
  return (
    <Screen id="data" title="我的资料">
      <OwnDataView />
    </Screen>
  )
}

export default page(DataPage)
