import type { Allergies } from '@domain/canteen/allergies'
import { isSittingOpen } from '@domain/canteen/choice'
import { sayMoney } from '@domain/canteen/price'
import type { RouteOutput } from '@domain/contracts'
import type { SittingView } from '@domain/contracts/meals'
import { labelsOf } from '@domain/people/labels'
import { localClock, sayDay, sayMoment, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { sittingCard } from '@/features/share/cards'
import { ShareRow } from '@/features/share/share-row'
import { open } from '@/platform/navigate'
import { callPhone } from '@/platform/phone'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { useTextSize } from '@/ui/text-size/store'
import { MARKET } from '../scenes'
import { AllergyRow } from './allergy-row'
import own from './canteen.module.scss'
import { DishRow } from './dish-row'
import styles from './page.module.scss'
import { PriceLines } from './price-lines'
import type { OrderState } from './use-order'
import { Way } from './way'
import { sayLeft } from './words'

interface CanteenViewProps {
  data: RouteOutput<'meal.list'>
  order: OrderState
  now: number
  /** For whom somebody else orders; absent: for the own household. */
  relationId: string | undefined
  onCentre: (centreId: string) => void
  onRelation: (relationId: string | undefined) => void
  onAllergies: (allergies: Allergies) => void
}

/** The menu of a day, and what is ordered of it. */
export function CanteenView({ data, order, now, relationId, onCentre, onRelation, onAllergies }: CanteenViewProps) {
  const senior = useTextSize(state => state.senior)
  const [ending, setEnding] = useState(false)
  const { centres, centreId, sittings, members, elders } = data
  const { choice, changes } = order
  const { sitting, memberIds, mains, included } = choice
  const centre = centres.find(({ id }) => id === centreId)
  const labels = labelsOf(members)
  if (!sitting) {
    const other = centres.find(({ id }) => id !== centreId)
    return (
      <EmptyState
        id="canteen-empty"
        scene={MARKET}
        title="还没有菜单"
        note="食堂排好菜单就能在这里订。"
        action={
          other && { id: 'canteen-other', label: `看看${shortName(other.name)}的食堂`, onTap: () => onCentre(other.id) }
        }
      />
    )
  }
  return (
    <View className={cx(styles.page)}>
      {!changes && (
        <View className={cx(own.choices)}>
          {elders.length > 0 && (
            <ChipStrip>
              {[{ id: undefined, name: '自己家' }, ...elders].map(({ id, name }) => (
                <Chip
                  key={id ?? ''}
                  id={`order-for-${id ?? 'own'}`}
                  on={id === relationId}
                  onTap={() => onRelation(id)}
                >
                  {name}
                </Chip>
              ))}
            </ChipStrip>
          )}
          {centres.length > 1 && (
            <ChipStrip>
              {centres.map(({ id, name }) => (
                <Chip key={id} id={`canteen-${id}`} on={id === centreId} onTap={() => onCentre(id)}>
                  {shortName(name)}
                </Chip>
              ))}
            </ChipStrip>
          )}
          <ChipStrip>
            {sittings.map(({ session }) => (
              <Chip
                key={session.id}
                id={`sitting-${session.id}`}
                on={session.id === sitting.session.id}
                onTap={() => order.wish({ sessionId: session.id, dishId: null, seatingId: null, memberIds: null })}
              >
                {sayDay(session.startsAt, now)}
              </Chip>
            ))}
          </ChipStrip>
        </View>
      )}
      <CutOff sitting={sitting} now={now} />
      {!changes && <Instead sittings={sittings} order={order} now={now} />}
      {!changes && <Ordered sitting={sitting} now={now} relationId={relationId} />}
      {!changes && members.length > 1 && (
        <Section title="给谁订">
          <View className={cx(styles.wrap)}>
            {members.map(({ id }) => (
              <Chip
                key={id}
                id={`eater-${id}`}
                role="checkbox"
                on={memberIds.includes(id)}
                onTap={() => order.toggle(id)}
              >
                {labels.get(id)}
              </Chip>
            ))}
          </View>
        </Section>
      )}
      <Section title={senior ? '吃什么' : '选一个菜'}>
        <View className={cx(own.dishes)}>
          {mains.map(dish => (
            <DishRow key={dish.id} dish={dish} order={order} sitting={sitting} allergies={data.allergies} />
          ))}
        </View>
        {included.length > 0 && (
          <View className={cx(own.note)}>每份都配：{joinWithDots(included.map(({ name }) => name))}</View>
        )}
      </Section>
      <Way order={order} sitting={sitting} />
      <PriceLines order={order} />
      {!changes && !relationId && <AllergyRow data={data} onChange={onAllergies} />}
      {!changes && (
        <ListGroup>
          <ShareRow id="canteen-share" title="把菜单发给家人、邻居" card={sittingCard(sitting)} />
          <ListRow
            id="canteen-relations"
            icon="people"
            title="帮爸妈订，或请家人帮您订"
            note="在外地也能订"
            leads
            onTap={() => open('canteen/relations', {})}
          />
          <ListRow
            id="canteen-repeated"
            icon="calendar"
            title="每周自动订"
            note="看看安排了哪几天，停掉也在这里"
            leads
            onTap={() => open('canteen/repeat', {})}
          />
        </ListGroup>
      )}
      {order.giveUp && (
        <Button id="canteen-give-up" look="soft" busy={order.cancelling} onTap={() => setEnding(true)}>
          取消这份订餐
        </Button>
      )}
      {ending && (
        <ConfirmSheet
          title="取消这份订餐？"
          text="份数马上还给食堂，别人就能订。"
          confirm={{ id: 'canteen-give-up-yes', label: '取消订餐' }}
          keep="留着"
          busy={order.cancelling}
          onConfirm={() => void order.giveUp?.().then(() => setEnding(false))}
          onClose={() => setEnding(false)}
        />
      )}
      {centre && (
        <Button id="canteen-call" look="plain" icon="phone" onTap={() => callPhone(centre.phone)}>
          打电话订
        </Button>
      )}
    </View>
  )
}

function shortName(name: string): string {
  return name.replace('党群服务中心', '')
}

/** What to do instead, when the sitting that a link or a card named is over, cancelled or sold out. */
function Instead({ sittings, order, now }: { sittings: readonly SittingView[]; order: OrderState; now: number }) {
  const { sitting, isOpen } = order.choice
  if (order.gone) {
    return <Alert id="canteen-gone" tone="caution" text="您点开的那一餐已经过了" hint="下面是接下来的一餐。" />
  }
  const next = isOpen ? undefined : sittings.find(one => one !== sitting && isSittingOpen(one, now))
  if (!next) return null
  const { id, startsAt, title } = next.session
  const choose = () => order.wish({ sessionId: id, dishId: null, seatingId: null, memberIds: null })
  return (
    <Button id="canteen-next" look="soft" size="small" onTap={choose}>
      看{sayDay(startsAt, now)}的{title}
    </Button>
  )
}

function CutOff({ sitting, now }: { sitting: SittingView; now: number }) {
  const { closesAt, session } = sitting
  const isOver = now >= closesAt || session.status !== 'open'
  const text =
    session.status !== 'open'
      ? '这一餐取消了'
      : isOver
        ? `${sayMoment(closesAt, now)} 已截止`
        : `${sayMoment(closesAt, now)} 截止`
  return (
    <View id="canteen-cut-off" className={cx(own.cutOff, isOver && own.over)}>
      <View className={cx(own.cutOffText)}>
        <Icon name="clock" size="small" />
        <View>{text}</View>
      </View>
      {!isOver && <View>{sayLeft(closesAt - now)}</View>}
    </View>
  )
}

/** The household's orders of the sitting. */
function Ordered({ sitting, now, relationId }: { sitting: SittingView; now: number; relationId: string | undefined }) {
  const { orders, session } = sitting
  if (orders.length === 0) return null
  return (
    <ListGroup>
      {orders.map(({ bookingId, order, payUntil }) => (
        <ListRow
          key={bookingId}
          id={`ordered-${bookingId}`}
          icon="check"
          title={`订好了：${order.meals.map(({ names }) => names.join('、')).join('；')}`}
          note={joinWithDots([
            order.seating ? `${localClock(order.seating.at)} 来吃` : saySpan(session.startsAt, session.endsAt, now),
            payUntil
              ? `还没付款，请在 ${localClock(payUntil)} 前付 ${sayMoney(order.price.due)}`
              : `自付 ${sayMoney(order.price.due)}`,
          ])}
          leads
          onTap={() =>
            payUntil
              ? open('canteen/pay', { bookingId, ...(relationId ? { relation: relationId } : {}) })
              : relationId
                ? open('canteen/menu', { relation: relationId, sessionId: session.id, change: bookingId })
                : open('booking', { id: bookingId })
          }
        />
      ))}
    </ListGroup>
  )
}
