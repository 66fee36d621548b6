import '../../messages'
import type { CallView, GuidedCard } from '@domain/contracts/staff-volunteers'
import { isolated } from '@domain/text'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import styles from '../../parts/points.module.scss'

/** Shifts of a centre for those who guide, and whom to call. */
function GuidePage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.shifts', { centreId }, { refreshOnShow: true })
  const { busy, error, run } = useAction('staff.volunteerCalled')
  useErrorToast(error)
  const called = async (key: string) => {
    const answer = await run({ centreId, key })
    if (answer) request.setData(answer)
  }
  return (
    <Screen id="guide" title="志愿者带班">
      <Loaded request={request} skeleton={[160, 120]}>
        {({ now, shifts, calls }) => (
          <View className={cx(styles.page)}>
            {calls.length > 0 && (
              <Section title="打个电话问问">
                <ListGroup>
                  {calls.map(each => (
                    <Call key={each.key} call={each} busy={busy} onCalled={() => void called(each.key)} />
                  ))}
                </ListGroup>
              </Section>
            )}
            {shifts.length === 0 && (
              <EmptyState
                id="guide-empty"
                scene="lantern"
                title="这几天没有志愿班次"
                note="中心负责人在「工作台 → 志愿者」里开。"
              />
            )}
            {shifts.length > 0 && (
              <Section title="班次">
                <ListGroup>
                  {shifts.map(shift => (
                    <ListRow
                      key={shift.id}
                      id={`guided-${shift.id}`}
                      title={`${shift.title} · ${shift.subject.title}`}
                      note={`${saySpan(shift.startsAt, shift.endsAt, now)} · ${shift.isOwn ? '我带班' : `带班 ${isolated(shift.guide || '同事')}`}`}
                      end={<State shift={shift} />}
                      leads
                      onTap={() => open('participation/guided', { centreId, id: shift.id })}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

function State({ shift }: { shift: GuidedCard }) {
  const { isCancelled, toSign, here, taken, places } = shift
  if (isCancelled) return <Pill tone="none">取消了</Pill>
  if (toSign > 0) return <Pill tone="few">{toSign} 人等签字</Pill>
  if (here > 0) return <Pill tone="good">{here} 人在</Pill>
  return (
    <Pill tone={taken < places ? 'few' : 'good'}>
      {taken}/{places} 人
    </Pill>
  )
}

function Call({ call, busy, onCalled }: { call: CallView; busy: boolean; onCalled: () => void }) {
  return (
    <ListRow
      id={`call-${call.key}`}
      icon="bell"
      title={`${call.name} 最近 ${call.missed} 次没来`}
      note={call.phone === '' ? '没有留电话，下次见面问问' : `电话 ${call.phone}，问问是不是有难处`}
      end={
        <Button id={`called-${call.key}`} look="soft" size="small" disabled={busy} onTap={onCalled}>
          问过了
        </Button>
      }
    />
  )
}

export default page(GuidePage)
