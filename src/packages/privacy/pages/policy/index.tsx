import '../../messages'
import { PolicyView } from '@/packages/privacy/parts/policy-view'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function PrivacyPage() {
  return (
    <Screen id="privacy" title="隐私保护说明" hidesConsent>
      <PolicyView />
    </Screen>
  )
}

export default page(PrivacyPage)
