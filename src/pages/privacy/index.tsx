import { PolicyView } from '@/features/privacy/policy-view'
import { Screen } from '@/ui/screen'

export default function PrivacyPage() {
  return (
    <Screen id="privacy" title="隐私保护说明">
      <PolicyView />
    </Screen>
  )
}
