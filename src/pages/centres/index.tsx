import { CentreList } from '@/features/centres/centre-list'
import { Screen } from '@/ui/screen'

export default function CentresPage() {
  return (
    <Screen id="centres" title="找中心">
      <CentreList />
    </Screen>
  )
}
