import { sayMoney } from '@domain/canteen/price'
import { GUEST_MEALS, TYPED_NUMBER_LENGTH } from '@domain/contracts/limits'
import type { CounterOrder } from '@domain/contracts/staff-counter'
import type { GuestSitting } from '@domain/contracts/staff-guest-meals'
import { NICKNAME_LENGTH } from '@domain/people/members'
import { sayDay, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { Stepper } from '@/ui/stepper'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'
import { WhenAndWhere } from '../parts/when-and-where'
import { sayMode } from '../parts/words'
import { LUNCH_BOX } from '../scenes'
import { type GuestChoice, type GuestWish, guestChoice, guestCommand, NO_GUEST_WISH } from './guest-wish'

interface GuestSheetProps {
  centreId: string
  /** The sitting that the counter shows: it is proposed. */
  sessionId: string | null
  onClose: () => void
  /** `sessionId`: of which sitting. */
  onOrdered: (order: CounterOrder, sessionId: string) => void
}

/** Orders for somebody without phone or account: a meal now, or on one of the coming days. */
export function GuestSheet(props: GuestSheetProps) {
  const request = useRequest('staff.mealGuestMenu', { centreId: props.centreId })
  return (
    <Sheet id="guest-sheet" title="没订餐的，帮他订" onClose={props.onClose}>
      <Loaded request={request} skeleton={[44, 120, 120]}>
        {({ sittings, now }) =>
          sittings.length > 0 ? (
            <GuestForm {...props} sittings={sittings} now={now} onRefused={request.reload} />
          ) : (
            <EmptyState scene={LUNCH_BOX} title="现在没有能订的餐" note="菜单发布了，就能帮人订。" />
          )
        }
      </Loaded>
    </Sheet>
  )
}

const MISSING: Record<NonNullable<GuestChoice['missing']>, string> = {
  meals: '份数不够了',
  dish: '请选菜',
  seating: '这个时间坐满了，换一个',
  address: '请填送到哪里',
  name: '请写怎么称呼',
}

interface GuestFormProps extends GuestSheetProps {
  sittings: readonly GuestSitting[]
  now: number
  onRefused: () => void
}

function GuestForm({ centreId, sessionId, sittings, now, onClose, onOrdered, onRefused }: GuestFormProps) {
  const [wish, setWish] = useState<GuestWish>({ ...NO_GUEST_WISH, sessionId })
  const { busy, error, run } = useAction('staff.mealOrderFor')
  const problem = error && messageOf(error)
  const choice = guestChoice(sittings, wish)
  if (!choice) return null
  const { sitting, missing, due } = choice
  const change = (part: Partial<GuestWish>) => setWish({ ...wish, ...part })
  const command = guestCommand(centreId, choice, wish)
  const order = async () => {
    if (!command) return
    const answer = await run(command)
    if (!answer) {
      onRefused()
      return
    }
    toast(`${sayDay(sitting.startsAt, now)}${sitting.title}订好了`)
    onOrdered(answer.order, sitting.id)
    onClose()
  }
  return (
    <View className={cx(styles.stack)}>
      {sittings.length > 1 && (
        <ChipStrip>
          {sittings.map(({ id, startsAt, title }) => (
            <Chip key={id} id={`guest-sitting-${id}`} on={id === sitting.id} onTap={() => change({ sessionId: id })}>
              {`${sayDay(startsAt, now)} ${title}`}
            </Chip>
          ))}
        </ChipStrip>
      )}
      <View id="guest-left" className={cx(styles.note)}>
        {sitting.isLate
          ? `厨房已经定稿，现场还有 ${sitting.meals} 份`
          : `还能订 ${sitting.meals} 份，${sayMoment(sitting.closesAt, now)} 截止`}
      </View>
      <Meals choice={choice} wish={wish} change={change} />
      <GuestWay choice={choice} wish={wish} change={change} />
      <TextField
        id="guest-name"
        label={sitting.isLate ? '怎么称呼（可以不写）' : '怎么称呼，取餐时报这个名字'}
        placeholder="比如 李大爷"
        maxLength={NICKNAME_LENGTH}
        value={wish.name}
        onChange={name => change({ name })}
      />
      {wish.dishes.length === 1 && (
        <TextField
          id="guest-number"
          label="手机尾号 4 位（可以不写）"
          kind="digits"
          maxLength={TYPED_NUMBER_LENGTH}
          value={wish.number}
          onChange={number => change({ number })}
        />
      )}
      <View className={cx(styles.note)}>先按标价。带了证件的，订好后在这一单上核实，就按优惠价。</View>
      {problem && <Alert id="guest-problem" {...problem} />}
      <Button id="guest-yes" busy={busy} disabled={!command} onTap={() => void order()}>
        {missing ? MISSING[missing] : `订 ${wish.dishes.length} 份，${sayMoney(due)}`}
      </Button>
    </View>
  )
}

interface PartProps {
  choice: GuestChoice
  wish: GuestWish
  change: (part: Partial<GuestWish>) => void
}

/** How many meals, and the dish of each. */
function Meals({ choice: { mains, dishes, sitting }, wish, change }: PartProps) {
  const choose = (n: number, id: string) => change({ dishes: wish.dishes.map((one, m) => (m === n ? id : one)) })
  const most = Math.min(GUEST_MEALS, Math.max(1, sitting.meals))
  return (
    <>
      {dishes.map((dish, n) => (
        // Meals have no other name.
        // biome-ignore lint/suspicious/noArrayIndexKey: meals are added at the end only
        <Field key={n} label={dishes.length === 1 ? '吃什么' : `第 ${n + 1} 份`}>
          <View className={cx(styles.wrap)}>
            {mains.map(({ id, name, surcharge }) => (
              <Chip key={id} id={`guest-dish-${n}-${id}`} on={id === dish?.id} onTap={() => choose(n, id)}>
                {surcharge > 0 ? `${name} 加 ${sayMoney(surcharge)}` : name}
              </Chip>
            ))}
          </View>
        </Field>
      ))}
      <Field label="几份">
        <Stepper
          id="guest-meals"
          value={wish.dishes.length}
          min={1}
          max={most}
          less="少一份"
          more="多一份"
          onChange={count => change({ dishes: Array.from({ length: count }, (_, n) => wish.dishes[n] ?? null) })}
        />
      </Field>
    </>
  )
}

/** How the meals reach the guest. */
function GuestWay({ choice: { sitting, mode, seating }, wish: { to, dishes }, change }: PartProps) {
  return (
    <>
      <Field label="怎么吃">
        <View className={cx(styles.wrap)}>
          {sitting.modes.map(id => (
            <Chip key={id} id={`guest-mode-${id}`} on={id === mode} onTap={() => change({ mode: id })}>
              {sayMode(id)}
            </Chip>
          ))}
        </View>
      </Field>
      <WhenAndWhere mode={mode} sitting={sitting} seating={seating} to={to} people={dishes.length} onChange={change} />
    </>
  )
}
