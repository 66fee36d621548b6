import '../../messages'
import { findingsOf } from '@domain/office/watch'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Aside } from '../../watch/aside'
import { Calls } from '../../watch/calls'
import { Work } from '../../watch/work'

/** The page is left open on a screen of the office. */
const EVERY_MINUTE = 60_000

/** How the system does, for the office of the city: first what needs somebody, then the figures. */
function WatchPage() {
  const place = usePlace()
  const request = useRequest('office.watch', {}, { refreshOnShow: true, refreshEvery: EVERY_MINUTE })
  const setbacks = useRequest('office.setbacks', {}, { refreshOnShow: true })
  return (
    <Desk id="office-watch" title="运行情况" section="watch" place={place}>
      <Loaded request={request} skeleton={[60, 120, 240]}>
        {({ watch }) => {
          const findings = findingsOf(watch)
          return (
            <View className={cx(styles.page)}>
              {findings.map(({ id, what, todo }) => (
                <Alert key={id} id={`finding-${id}`} text={what} hint={todo} />
              ))}
              {findings.length === 0 && (
                <View id="watch-well">
                  <View className={cx(styles.bold)}>一切正常</View>
                  <View className={cx(styles.note)}>没有积压，没有出错。这一页每分钟自己更新。</View>
                </View>
              )}
              <Work watch={watch} />
              <Aside now={watch.now} setbacks={setbacks.data?.setbacks ?? []} />
              <Calls routes={watch.routes} />
            </View>
          )
        }}
      </Loaded>
    </Desk>
  )
}

export default page(WatchPage)
