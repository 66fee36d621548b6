import '../../messages'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { copyText } from '@/platform/phone'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { QrCode } from '@/ui/qr-code'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import styles from '../../parts/points.module.scss'
import { deedState, sayDigits, sayDone, sayUsable } from '../../parts/words'

/** A deed of the household: where it stands, and the code with which a neighbour confirms it. */
function DeedPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('points.deed', { deedId: id }, { refreshOnShow: true })
  const copy = async (code: string, title: string) => {
    const text = `我家做了「${title}」，请在暖锋驿家的「我的 → 红色积分 → 给邻居确认」里输入 ${code}，帮我们确认一下。`
    if (await copyText(text)) toast('抄好了', '发给邻居就行。')
  }
  const deed = request.data?.deed
  return (
    <Screen
      id="deed"
      title="任务"
      footer={
        deed?.code && (
          <Button id="deed-copy" icon="copy" onTap={() => void copy(deed.code ?? '', deed.title)}>
            抄下来发给邻居
          </Button>
        )
      }
    >
      <Loaded request={request} skeleton={[90, 260, 160]}>
        {({ now, deed: shown }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow
                title={shown.title}
                note={shown.note}
                end={<Pill tone={deedState(shown.state).tone}>{deedState(shown.state).label}</Pill>}
              />
            </ListGroup>
            {shown.code && (
              <Card padded>
                <View className={cx(styles.centred)}>
                  <View>{shown.mutual ? '请您帮过的那家人确认' : '请邻居看一眼，确认一下'}</View>
                  <QrCode id="deed-picture" text={shown.code} label="确认用的二维码" className={cx(styles.picture)} />
                  <View id="deed-code" className={cx(styles.digits)}>
                    {sayDigits(shown.code)}
                  </View>
                  <View className={cx(styles.note)}>自家人不能点。也可以请中心的工作人员确认。</View>
                </View>
              </Card>
            )}
            <ListGroup>
              <ListRow icon="check" title="做了" note={`${sayDone(shown, now)}，${sayMoment(shown.at, now)} 记的`} />
              <ListRow
                icon={shown.confirmedAt === null ? 'clock' : 'check'}
                title={shown.confirmedByStaff ? '工作人员确认' : '邻居确认'}
                note={shown.confirmedAt === null ? '还没有' : sayMoment(shown.confirmedAt, now)}
              />
              <ListRow
                icon={shown.state === 'final' ? 'check' : 'clock'}
                title="公示 5 个工作日"
                note={
                  shown.state === 'listed' ? `没有人有意见，${sayUsable(shown, now)}` : deedState(shown.state).label
                }
                end={<View className={cx(styles.earns)}>+{shown.points ?? shown.fullPoints} 分</View>}
              />
            </ListGroup>
            {shown.points !== null && shown.points < shown.fullPoints && (
              <View className={cx(styles.note)}>
                这次算 {shown.points} 分：这个月到上限了，或者和同一家互相帮忙不止一次。
              </View>
            )}
            {shown.reclaimed && (
              <ListGroup>
                <ListRow
                  icon="info"
                  title="中心收回了这件事的分"
                  note={`${sayMoment(shown.reclaimed.at, now)}：${shown.reclaimed.reason}。有疑问，请找中心的工作人员。`}
                />
              </ListGroup>
            )}
            {shown.objections.length > 0 && (
              <ListGroup>
                {shown.objections.map(reason => (
                  <ListRow key={reason} icon="info" title="有人有意见" note={reason} />
                ))}
              </ListGroup>
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(DeedPage)
