import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { NeedNoticeRow } from '../../parts/need-notice-row'
import { NeedPath } from '../../parts/need-path'
import { needState, sayCategory, saySupporters } from '../../parts/need-words'
import styles from '../../parts/points.module.scss'

/** One need: where it stands, and that one needs it, too. */
function NeedPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('need.get', { needId: id }, { refreshOnShow: true })
  const { busy, error, run } = useAction('need.support')
  useErrorToast(error)
  const support = async () => {
    const answer = await run({ needId: id })
    if (answer) request.setData(answer)
  }
  const shown = request.data?.need
  const canSupport = shown && !shown.isOwn && !shown.isSupported && shown.mergedInto === null
  return (
    <Screen
      id="need"
      title="需求"
      footer={
        canSupport && (
          <Button id="need-support" busy={busy} onTap={() => void support()}>
            我家也需要
          </Button>
        )
      }
    >
      <Loaded request={request} skeleton={[90, 260]}>
        {({ now, need }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow
                title={need.text}
                note={`${sayCategory(need.category)} · ${saySupporters(need.supporters)}`}
                end={<Pill tone={needState(need).tone}>{needState(need).label}</Pill>}
              />
            </ListGroup>
            <NeedPath need={need} now={now} />
            <NeedNoticeRow need={need} onChange={next => request.setData({ now, need: next })} />
            <View className={cx(styles.note)}>
              {need.isOwn
                ? '您家提的。别人看不到是谁提的。'
                : need.isSupported
                  ? '您家说过也需要，谢谢您。'
                  : '看不到是谁提的；您点了也不会公开。'}
            </View>
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(NeedPage)
