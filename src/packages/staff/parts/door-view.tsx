import { groupDigits, STEP_MS } from '@domain/checkin/code'
import { currentDoorCode } from '@domain/checkin/door'
import type { DoorScreen, DoorSession } from '@domain/contracts/door'
import { localClock, sayShortDate, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { a11y } from '@/ui/base/a11y'
import { Countdown } from '@/ui/countdown'
import { cx } from '@/ui/cx'
import { QrCode } from '@/ui/qr-code'
import styles from './door-view.module.scss'

/** More lines would be too small to read from the entrance. */
const SESSIONS_SHOWN = 4

/** The sessions of today that are not over, and those of yesterday that still go on, soonest first. */
function restOfDay(sessions: DoorSession[], now: number): DoorSession[] {
  const midnight = startOfLocalDay(now, 1)
  return sessions.filter(({ startsAt, endsAt }) => endsAt > now && startsAt < midnight)
}

function Sessions({ sessions, now }: { sessions: DoorSession[]; now: number }) {
  const rest = restOfDay(sessions, now)
  if (rest.length === 0) return <View className={cx(styles.note)}>今天没有别的课了，欢迎进来坐坐。</View>
  return (
    <View>
      {rest.slice(0, SESSIONS_SHOWN).map(({ id, title, room, startsAt, endsAt }) => (
        <View key={id} id={`door-session-${id}`} className={cx(styles.session)}>
          <View className={cx(styles.time)}>
            {localClock(startsAt)}–{localClock(endsAt)}
          </View>
          <View className={cx(styles.what)}>
            <View className={cx(styles.title)}>{title}</View>
            <View className={cx(styles.note)}>
              {room}
              {now >= startsAt && ' · 正在上'}
            </View>
          </View>
        </View>
      ))}
      {rest.length > SESSIONS_SHOWN && (
        <View className={cx(styles.note)}>今天还有 {rest.length - SESSIONS_SHOWN} 场</View>
      )}
    </View>
  )
}

interface DoorViewProps {
  screen: DoorScreen
  /** Key of today's codes. */
  dayKey: string
  now: number
  /** The last call did not reach the cloud. */
  offline: boolean
}

/** The screen at the door: the code, a clock, and today's sessions. It shows nothing about any person. */
export function DoorView({ screen, dayKey, now, offline }: DoorViewProps) {
  const { centre, sessions } = screen
  const { qr, digits, changesAt } = currentDoorCode(dayKey, centre.id, now)
  return (
    <View className={cx(styles.view)}>
      <View className={cx(styles.about)}>
        <View className={cx(styles.centre)} {...a11y({ role: 'heading' })}>
          {centre.name}
        </View>
        <View className={cx(styles.clock)}>{localClock(now)}</View>
        <View className={cx(styles.day)}>{sayShortDate(now)}</View>
        <View className={cx(styles.sessions)}>
          <Sessions sessions={sessions} now={now} />
        </View>
        {offline && (
          <View id="door-offline" className={cx(styles.note)}>
            网络断了，签到码照常更新；课表是 {localClock(screen.now)} 的。
          </View>
        )}
      </View>
      <View className={cx('nf-light', styles.code)}>
        <View className={cx(styles.lead)}>到了？自己签到</View>
        <View className={cx(styles.note)}>在小程序里打开您的预约，点「自助签到」扫这里</View>
        <QrCode id="door-picture" text={qr} label="门口签到二维码" className={cx(styles.picture)} />
        <Countdown left={(changesAt - now) / STEP_MS} className={styles.track} />
        <View className={cx(styles.note)}>扫不了，就输入这 8 位数字</View>
        <View
          id="door-digits"
          className={cx(styles.digits)}
          {...a11y({ role: 'img', label: digits.split('').join(' ') })}
        >
          {groupDigits(digits)}
        </View>
      </View>
    </View>
  )
}
