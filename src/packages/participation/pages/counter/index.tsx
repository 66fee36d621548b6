import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { DigitsForm } from '../../parts/digits-form'
import styles from '../../parts/points.module.scss'
import { sayDone, sayKept } from '../../parts/words'

/** Points at the counter: handing out what was redeemed, and confirming deeds. */
function CounterPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.points', { centreId }, { refreshOnShow: true })
  const { busy, error, run } = useAction('staff.pointsConfirm')
  useErrorToast(error)
  const [code, setCode] = useState<string | null>(null)
  const confirm = async (deedId: string) => {
    if (await run({ centreId, deedId })) toast('确认好了', '公示 5 个工作日后积分就能用。')
    request.reload()
  }
  return (
    <Screen id="points-counter" title="积分兑换和确认">
      <Loaded request={request} skeleton={[160, 120]}>
        {({ now, waiting, held }) => (
          <View className={cx(styles.page)}>
            <Section title="来拿东西" end={<View className={cx(styles.note)}>还有 {held} 样没拿</View>}>
              <View className={cx(styles.stack)}>
                <DigitsForm id="hand-out" label="居民手机上的数字" onCode={setCode} />
                {code !== null && <Found key={code} centreId={centreId} code={code} onDone={request.reload} />}
              </View>
            </Section>
            <Section title={`等确认的任务（${waiting.length}）`}>
              <ListGroup>
                {waiting.length === 0 && <ListRow title="没有等确认的" />}
                {waiting.map(deed => (
                  <ListRow
                    key={deed.id}
                    id={`waiting-${deed.id}`}
                    title={`${deed.name} · ${deed.title} +${deed.points} 分`}
                    note={`${sayDone(deed, now)}，${deed.note}`}
                    end={
                      deed.isOwn ? (
                        '自家的，请同事来'
                      ) : (
                        <Button
                          id={`confirm-${deed.id}`}
                          look="soft"
                          size="small"
                          disabled={busy}
                          onTap={() => void confirm(deed.id)}
                        >
                          确认
                        </Button>
                      )
                    }
                  />
                ))}
              </ListGroup>
            </Section>
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

function Found({ centreId, code, onDone }: { centreId: string; code: string; onDone: () => void }) {
  const request = useRequest('staff.pointsFind', { centreId, code })
  const { busy, error, run } = useAction('staff.pointsHandOut')
  useErrorToast(error)
  const handOut = async (redemptionId: string, title: string) => {
    if (await run({ centreId, redemptionId })) toast(`${title}，给出去了`)
    request.reload()
    onDone()
  }
  return (
    <Loaded request={request} skeleton={[90]} ageless>
      {({ now, redemption }) => (
        <View className={cx(styles.stack)}>
          <ListGroup>
            <ListRow
              id="found"
              title={redemption.title}
              note={sayKept(redemption, now)}
              end={`${redemption.points} 分`}
            />
          </ListGroup>
          {redemption.state === 'held' && (
            <Button id="hand-out-yes" busy={busy} onTap={() => void handOut(redemption.id, redemption.title)}>
              给他了
            </Button>
          )}
        </View>
      )}
    </Loaded>
  )
}

export default page(CounterPage)
