import '../../messages'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { AcceptPart } from '../../parts/accept-part'
import styles from '../../parts/care.module.scss'
import { CaredPart } from '../../parts/cared-part'
import { OwnPart } from '../../parts/own-part'

/** Children for whom two households care: the own ones, those of others, and the code that begins it. */
function CarePage() {
  const request = useRequest('care.list', {}, { refreshOnShow: true })
  const me = useRequest('me.get', {}, { refreshOnShow: true })
  const { setData } = request
  return (
    <Screen id="care" title="一起照看孩子">
      <View className={cx(styles.page)}>
        <View className={cx(styles.note)}>
          孩子的课，两边都看得到，都能约、能取消。对方看不到您家的其他人和其他预约，哪一边都能随时结束。
        </View>
        <Loaded request={request} skeleton={[90, 120, 120]}>
          {cares => (
            <View className={cx(styles.page)}>
              <OwnPart members={me.data?.members ?? []} cares={cares} onChange={setData} />
              {cares.children.map(child => (
                <CaredPart key={child.id} child={child} now={cares.now} onChange={setData} />
              ))}
              <AcceptPart onChange={setData} />
            </View>
          )}
        </Loaded>
      </View>
    </Screen>
  )
}

export default page(CarePage)
