import { type CanteenSettings, sayMinute, typedMinute } from '@domain/canteen/settings'
import type { CanteenSettingsView } from '@domain/contracts/staff-canteen'
import { HOUR } from '@domain/time'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { Section } from '@/ui/section'
import { Stepper } from '@/ui/stepper'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'
import { useDraft } from './use-draft'

interface FormProps {
  centreId: string
  view: CanteenSettingsView
  onSaved: (view: CanteenSettingsView) => void
  onRefused: () => void
}

/** Hours before the beginning at which orders are closed. */
const [FEWEST, MOST] = [1, 72]

/** When lunch is served, until when it is ordered, how many eat, and how it is delivered and paid. */
export function ServingForm({ centreId, view, onSaved, onRefused }: FormProps) {
  const { settings, revision, mayDeliver, mayPayOnline } = view
  const [draft, change] = useDraft(typedOf(settings), revision)
  const { from, until, hours, capacity, spare, seatings, delivers, online } = draft
  const { busy, error, run } = useAction('staff.mealSaveSettings')
  const problem = error && messageOf(error)
  const typed = typedSettings(draft)
  const save = async () => {
    if (!typed) return
    const answer = await run({ centreId, revision, ...typed })
    if (!answer) {
      onRefused()
      return
    }
    onSaved(answer)
    toast('存好了', '从下一次发布的菜单起用；已经发布的不变。')
  }
  const setSeatings = (rows: Typed['seatings']) => change({ seatings: rows })
  const changeSeating = (n: number, part: Partial<Typed['seatings'][number]>) =>
    setSeatings(seatings.map((one, m) => (m === n ? { ...one, ...part } : one)))
  return (
    <Section title="午餐怎么开">
      <View className={cx(styles.stack)}>
        <View className={cx(styles.stack)}>
          <TextField
            id="settings-from"
            label="几点开餐"
            maxLength={5}
            value={from}
            onChange={value => change({ from: value })}
          />
          <TextField
            id="settings-until"
            label="几点结束"
            maxLength={5}
            value={until}
            onChange={value => change({ until: value })}
          />
        </View>
        <Field label="提前几小时截止订餐">
          <Stepper
            id="settings-cut-off"
            value={hours}
            min={FEWEST}
            max={MOST}
            less="少一小时"
            more="多一小时"
            onChange={value => change({ hours: value })}
          />
        </Field>
        <TextField
          id="settings-capacity"
          label="每餐最多几份"
          kind="digits"
          maxLength={4}
          value={capacity}
          onChange={value => change({ capacity: value })}
        />
        <TextField
          id="settings-spare"
          label="其中多备几份，给没订餐来的人"
          kind="digits"
          maxLength={3}
          value={spare}
          onChange={value => change({ spare: value })}
        />
        {seatings.map(({ at, seats }, n) => (
          // Rows are added at the end only.
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name
          <View key={n} className={cx(styles.stack)}>
            <TextField
              id={`seating-at-${n}`}
              label="堂食几点"
              maxLength={5}
              value={at}
              onChange={value => changeSeating(n, { at: value })}
            />
            <TextField
              id={`seating-seats-${n}`}
              label="几个座位"
              kind="digits"
              maxLength={3}
              value={seats}
              onChange={value => changeSeating(n, { seats: value })}
            />
          </View>
        ))}
        <View className={cx(styles.wrap)}>
          {seatings.length < 8 && (
            <Button
              id="seating-add"
              look="soft"
              size="small"
              onTap={() => setSeatings([...seatings, { at: '', seats: '20' }])}
            >
              加一个堂食时间
            </Button>
          )}
          {seatings.length > 1 && (
            <Button id="seating-drop" look="plain" size="small" onTap={() => setSeatings(seatings.slice(0, -1))}>
              去掉最后一个
            </Button>
          )}
        </View>
        <Field label="送餐">
          <View className={cx(styles.wrap)}>
            <Chip id="delivery-on" on={delivers} off={!mayDeliver} onTap={() => change({ delivers: true })}>
              送餐
            </Chip>
            <Chip id="delivery-off" on={!delivers} onTap={() => change({ delivers: false })}>
              不送餐
            </Chip>
          </View>
        </Field>
        <Field label="在线付款">
          <View className={cx(styles.wrap)}>
            <Chip id="online-on" on={online} off={!mayPayOnline} onTap={() => change({ online: true })}>
              可以微信付
            </Chip>
            <Chip id="online-off" on={!online} onTap={() => change({ online: false })}>
              只在食堂付
            </Chip>
          </View>
        </Field>
        {!mayPayOnline && <View className={cx(styles.note)}>还没有给本中心配商户号，请联系系统管理员。</View>}
        {problem && <Alert id="settings-problem" {...problem} />}
        <Button id="settings-save" busy={busy} disabled={!typed} onTap={() => void save()}>
          {typed ? '存下来' : '时间请写成 11:30，份数和座位写数字，现场的份数比总数少'}
        </Button>
      </View>
    </Section>
  )
}

interface Typed {
  from: string
  until: string
  hours: number
  capacity: string
  spare: string
  seatings: readonly { at: string; seats: string }[]
  delivers: boolean
  online: boolean
}

/** The settings as they are typed. */
function typedOf({ from, until, closesBefore, capacity, spare, seatings, delivers, online }: CanteenSettings): Typed {
  return {
    from: sayMinute(from),
    until: sayMinute(until),
    hours: Math.round(closesBefore / HOUR),
    capacity: String(capacity),
    spare: String(spare),
    seatings: seatings.map(({ after, seats }) => ({ at: sayMinute(from + after), seats: String(seats) })),
    delivers,
    online,
  }
}

/** The settings that were typed; null: something is no time or no number. */
function typedSettings({ hours, capacity, spare, seatings, ...typed }: Typed): CanteenSettings | null {
  const [from, until] = [typedMinute(typed.from), typedMinute(typed.until)]
  if (from === null || until === null || !(Number(capacity) > 0) || !(Number(spare) < Number(capacity))) return null
  const rows = seatings.map(({ at, seats }) => ({ minute: typedMinute(at), seats: Number(seats) }))
  const known = rows.flatMap(({ minute, seats }) =>
    minute !== null && minute >= from && seats > 0 ? [{ after: minute - from, seats }] : [],
  )
  if (known.length < rows.length) return null
  const { delivers, online } = typed
  const counts = { capacity: Number(capacity), spare: Number(spare) }
  return { from, until, closesBefore: hours * HOUR, ...counts, seatings: known, delivers, online }
}
