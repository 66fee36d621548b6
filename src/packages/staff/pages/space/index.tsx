import '../../messages'
import { localClock, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
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
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { ClosureForm } from '../../parts/closure-form'
import styles from '../../parts/roster.module.scss'

/** The closures of a space on one day, and a form for more. */
function StaffSpacePage() {
  const { centreId = '', sessionId = '' } = useRouter().params
  const request = useRequest('staff.space', { centreId, sessionId }, { refreshOnShow: true })
  const { setData } = request
  const opening = useAction('staff.openSpots')
  useErrorToast(opening.error)
  const openAgain = async (closureId: string) => {
    const answer = await opening.run({ centreId, sessionId, closureId })
    if (!answer) return
    setData(answer)
    toast('重新开放了', '居民现在就能约。')
  }
  return (
    <Screen id="staff-space" title="临时关闭">
      <Loaded request={request} skeleton={[60, 160, 240]}>
        {data => (
          <View>
            <View className={cx(styles.title)}>{data.session.title}</View>
            <View className={cx(styles.note)}>
              {saySpan(data.session.startsAt, data.session.endsAt, cloudNow())} · {data.session.room}
            </View>
            <Section title="已经关闭的" quiet>
              {data.closures.length === 0 ? (
                <EmptyState scene="lantern" title="这一天都开放着" />
              ) : (
                <ListGroup>
                  {data.closures.map(({ id, unit, startsAt, endsAt, reason }) => (
                    <ListRow
                      key={id}
                      title={`${unit ?? '全部'} ${localClock(startsAt)}–${localClock(endsAt)}`}
                      note={reason}
                      end={
                        data.manages && (
                          <Button
                            id={`open-${id}`}
                            look="soft"
                            size="small"
                            busy={opening.busy}
                            onTap={() => void openAgain(id)}
                          >
                            重新开放
                          </Button>
                        )
                      }
                    />
                  ))}
                </ListGroup>
              )}
            </Section>
            {data.manages && <ClosureForm centreId={centreId} day={data} onDone={setData} />}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(StaffSpacePage)
