import { OwnDataView } from '@/features/privacy/data-view'
import { Screen } from '@/ui/screen'

export default function DataPage() {
  return (
    <Screen id="data" title="我的资料">
      <OwnDataView />
    </Screen>
  )
}
