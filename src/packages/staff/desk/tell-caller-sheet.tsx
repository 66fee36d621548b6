import { isolated } from '@domain/text'
import { localClock, sayMoment, sayShortDate, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { copyText } from '@/platform/phone'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import type { Caller } from './book-for-sheet'
import styles from './desk.module.scss'

/** The same as one text message. */
function asMessage({ name, lastFour, booked }: Caller): string {
  const { session, place, partySize } = booked
  const when = `${sayShortDate(session.startsAt)} ${localClock(session.startsAt)}–${localClock(session.endsAt)}`
  return `${isolated(name)}您好，${session.title}约好了：${when}，${partySize} 人，${place.centreName}${session.room}（${place.address}）。到门口报名字和手机尾号 ${lastFour} 就能进。来不了请打 ${place.phone}。`
}

/** After booking for a caller: what to tell them. */
export function TellCallerSheet({ caller, onClose }: { caller: Caller; onClose: () => void }) {
  const { name, lastFour, booked } = caller
  const { session, place, partySize } = booked
  const copy = async () => {
    if (await copyText(asMessage(caller))) toast('复制好了', '可以发短信给对方。')
    else toast('没能复制', '请念给对方听。')
  }
  return (
    <Sheet id="tell-caller" title="约好了，请告诉对方" onClose={onClose}>
      <View className={cx(styles.form)}>
        <ListGroup>
          <ListRow
            icon="clock"
            title={saySpan(session.startsAt, session.endsAt, cloudNow())}
            note={`${sayShortDate(session.startsAt)} · ${session.title} · ${partySize} 人`}
          />
          <ListRow icon="pin" title={`${place.centreName} ${session.room}`} note={place.address} />
          <ListRow
            icon="person"
            title={`到门口报「${isolated(name)}」和尾号 ${lastFour}`}
            note={`不用带手机；${sayMoment(session.checkInFrom, cloudNow())} 起可以进`}
          />
          <ListRow icon="phone" title={`来不了，请打 ${place.phone}`} note="早点说，名额能让给别人" />
        </ListGroup>
        <View className={cx(styles.choices)}>
          <Button id="tell-caller-done" onTap={onClose}>
            说好了
          </Button>
          <Button id="tell-caller-copy" look="plain" icon="copy" onTap={() => void copy()}>
            复制成一条短信
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
