import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { showRoute } from '@/platform/places'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { QrCode } from '@/ui/qr-code'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../../parts/points.module.scss'
import { sayDigits, sayKept } from '../../parts/words'

/** Something that was redeemed: the code for the counter, where it is, and a way back. */
function RedemptionPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('points.redemption', { redemptionId: id }, { refreshOnShow: true })
  const [asking, setAsking] = useState(false)
  const { busy, error, run } = useAction('points.giveBack')
  useErrorToast(error)
  const giveBack = async () => {
    const answer = await run({ redemptionId: id })
    setAsking(false)
    request.reload()
    if (answer) toast('退好了', sayReturned(answer.spendable))
  }
  return (
    <Screen id="redemption" title="兑换">
      <Loaded request={request} skeleton={[300, 120]}>
        {({ now, redemption, place }) => (
          <View className={cx(styles.page)}>
            <Card padded>
              <View className={cx(styles.centred)}>
                <View className={cx(styles.figure)}>{redemption.title}</View>
                <View className={cx(styles.note)}>用了 {redemption.points} 分</View>
                {redemption.state === 'held' && (
                  <>
                    <QrCode text={redemption.code} label="兑换二维码" className={cx(styles.picture)} />
                    <View id="redemption-code" className={cx(styles.digits)}>
                      {sayDigits(redemption.code)}
                    </View>
                    <View className={cx(styles.note)}>给兑换点的人看，只能用一次</View>
                  </>
                )}
                <View id="redemption-state">{sayKept(redemption, now)}</View>
              </View>
            </Card>
            <ListGroup>
              {place && (
                <ListRow
                  id="redemption-place"
                  icon="pin"
                  title={place.name}
                  note={place.address}
                  leads
                  onTap={() => void showRoute(place).then(way => way === 'copied' && toast('地址抄好了'))}
                />
              )}
              {redemption.state === 'held' && (
                <ListRow
                  id="redemption-back"
                  icon="close"
                  title="不要了"
                  note={`${redemption.points} 分马上退回家里`}
                  leads
                  onTap={() => setAsking(true)}
                />
              )}
            </ListGroup>
            {redemption.state === 'held' && place && (
              <Button icon="go" look="soft" onTap={() => void showRoute(place)}>
                带我去
              </Button>
            )}
            {asking && (
              <ConfirmSheet
                title={`不要${redemption.title}了？`}
                text={`${redemption.points} 分马上退回家里；又想要，要看那时还有没有。`}
                confirm={{ id: 'redemption-back-yes', label: '不要了' }}
                keep="还是要"
                busy={busy}
                onConfirm={() => void giveBack()}
                onClose={() => setAsking(false)}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

/** What is there after points came back; what was owed has been paid first. */
function sayReturned(spendable: number): string {
  return spendable < 0 ? `积分先补了欠的，还欠 ${-spendable} 分。` : `积分退回来了，现在有 ${spendable} 分。`
}

export default page(RedemptionPage)
