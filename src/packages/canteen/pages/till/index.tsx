import '../../messages'
import { sayMoney } from '@domain/canteen/price'
import { MINUTE, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { open as openScreen } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { Closing } from '../../counter/closing'
import own from '../../counter/counter.module.scss'
import { OpenSums } from '../../counter/open-sums'
import { Payments } from '../../counter/payments'
import styles from '../../parts/page.module.scss'

const LINES = [
  ['cash', '现金'],
  ['card', '刷卡'],
  ['subsidy-card', '补贴卡'],
  ['waived', '免收'],
  ['receivable', '挂账'],
  ['subsidy', '政府补贴'],
  ['charity', '爱心款'],
] as const

/** The till: what came in, what is open, and the daily close. */
function TillPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.mealTill', { centreId }, { refreshOnShow: true, refreshEvery: MINUTE })
  const now = useNow(MINUTE)
  return (
    <Screen id="till" title="收款和日结" spread>
      <Loaded request={request} skeleton={[180, 160, 160]}>
        {({ sums, payments, open, openTotals, closes, uncollected, reverses, claims }) => (
          <View className={cx(styles.page, styles.columns)}>
            <View className={cx(styles.side)}>
              <Section title="上次日结以来">
                <Card padded>
                  <View id="till-sums" className={cx(styles.stack)}>
                    {LINES.filter(([account], n) => n === 0 || sums[account]).map(([account, label], n) => (
                      <View key={account} className={cx(own.sum, n === 0 && own.big)}>
                        <View>{label}</View>
                        <View>{sayMoney(sums[account] ?? 0)}</View>
                      </View>
                    ))}
                  </View>
                </Card>
              </Section>
              <Closing centreId={centreId} cash={sums.cash ?? 0} closes={closes} now={now} onDone={request.reload} />
            </View>
            <View className={cx(styles.side)}>
              <OpenSums centreId={centreId} open={open} totals={openTotals} now={now} onDone={request.reload} />
              <Payments centreId={centreId} payments={payments} reverses={reverses} now={now} onDone={request.reload} />
              {claims && (
                <ListGroup>
                  <ListRow
                    id="till-claim"
                    icon="copy"
                    title="补贴申报"
                    note="按月导出表格，和账上一分不差"
                    leads
                    onTap={() => openScreen('office/claim', { centreId })}
                  />
                </ListGroup>
              )}
              {uncollected.length > 0 && (
                <Section title="常常没来取，打个电话问问">
                  <ListGroup>
                    {uncollected.map(({ name, times, lastAt }) => (
                      <ListRow
                        key={`${name}-${lastAt}`}
                        title={name}
                        note={`30 天里 ${times} 次，最近是${sayDay(lastAt, now)}`}
                      />
                    ))}
                  </ListGroup>
                </Section>
              )}
            </View>
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(TillPage)
