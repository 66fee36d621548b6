import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import styles from '../../parts/page.module.scss'
import { PricesPart } from '../../settings/prices-part'
import { ServingForm } from '../../settings/serving-form'

/** How a centre's canteen serves, for its manager. */
function SettingsPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.mealSettings', { centreId })
  const parts = { centreId, onSaved: request.setData, onRefused: request.reload }
  return (
    <Screen id="canteen-settings" title="食堂设置">
      <Loaded request={request} skeleton={[300, 160]}>
        {view => (
          <View className={cx(styles.page)}>
            <ServingForm view={view} {...parts} />
            <PricesPart view={view} {...parts} />
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(SettingsPage)
