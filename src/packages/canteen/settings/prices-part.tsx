import { sayMoney } from '@domain/canteen/price'
import type { PriceRules } from '@domain/canteen/price-rules'
import type { CanteenSettingsView } from '@domain/contracts/staff-canteen'
import { atLocal, DAY, localDate, sayDay } from '@domain/time'
import { typedFen } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'
import { useDraft } from './use-draft'

interface PricesProps {
  centreId: string
  view: CanteenSettingsView
  onSaved: (view: CanteenSettingsView) => void
  onRefused: () => void
}

/** How many days ahead new prices can begin. */
const AHEAD = 30

/** All versions of the prices, and a new one from a day on. */
export function PricesPart(props: PricesProps) {
  const { view } = props
  const [open, setOpen] = useState(false)
  return (
    <Section title="价格和补贴">
      <View className={cx(styles.stack)}>
        <ListGroup>
          {view.prices.map(prices => (
            <ListRow
              key={prices.id}
              id={`prices-${prices.from}`}
              title={`${prices.from} 起${prices.until === null ? '' : `，到 ${prices.until}`}`}
              note={joinWithDots([
                `爱心款 ${sayMoney(prices.charity)}`,
                ...prices.tiers.map(({ label, self }) => `${label} 自付 ${sayMoney(self)}`),
                `送餐费 ${sayMoney(prices.delivery.fee)}`,
              ])}
              end={sayMoney(prices.list)}
            />
          ))}
        </ListGroup>
        <Button id="prices-new" look="soft" size="small" onTap={() => setOpen(true)}>
          定新价格
        </Button>
      </View>
      {open && <NewPrices {...props} onClose={() => setOpen(false)} />}
    </Section>
  )
}

/** Fen as they are typed, in yuan. */
const yuan = (fen: number) => String(fen / 100)

function NewPrices({ centreId, view, onSaved, onRefused, onClose }: PricesProps & { onClose: () => void }) {
  const [latest] = view.prices
  const days = Array.from({ length: AHEAD }, (_, n) => localDate(view.now + (n + 1) * DAY))
  const [from, setFrom] = useState(days[0] ?? '')
  const [amounts, setAmounts] = useDraft(typedOf(latest), view.revision)
  const { busy, error, run } = useAction('staff.mealNewPrices')
  const problem = error && messageOf(error)
  const fen = (id: string) => typedFen(amounts[id] ?? '')
  const ready = Object.keys(amounts).every(id => fen(id) !== null)
  const save = async () => {
    const selfs = latest?.tiers.map(({ id }) => ({ tierId: id, self: fen(id) ?? 0 })) ?? []
    const sums = { list: fen('list') ?? 0, charity: fen('charity') ?? 0, fee: fen('fee') ?? 0 }
    const answer = await run({ centreId, revision: view.revision, from, selfs, ...sums })
    if (!answer) {
      onRefused()
      return
    }
    onSaved(answer)
    toast('定好了', '已经发布的菜单还按原来的价格。')
    onClose()
  }
  const rows = [
    { id: 'list', label: '标价，元' },
    { id: 'charity', label: '爱心款补多少，元' },
    ...(latest?.tiers.map(({ id, label }) => ({ id, label: `${label} 自付，元` })) ?? []),
    { id: 'fee', label: '送餐费，元' },
  ]
  return (
    <Sheet id="prices-sheet" title="定新价格" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>其余由政府补贴：标价减去爱心款和自付。</View>
        <Field label="从哪天起">
          <ChipStrip>
            {days.map(date => (
              <Chip key={date} id={`prices-from-${date}`} on={date === from} onTap={() => setFrom(date)}>
                {sayDay(atLocal(date), view.now)}
              </Chip>
            ))}
          </ChipStrip>
        </Field>
        {rows.map(({ id, label }) => (
          <TextField
            key={id}
            id={`amount-${id}`}
            label={label}
            maxLength={7}
            value={amounts[id] ?? ''}
            onChange={value => setAmounts({ [id]: value })}
          />
        ))}
        {problem && <Alert id="prices-problem" {...problem} />}
        <Button id="prices-save" busy={busy} disabled={!ready} onTap={() => void save()}>
          {ready ? '就按这个价' : '请都写成金额，比如 12 或 4.5'}
        </Button>
      </View>
    </Sheet>
  )
}

function typedOf(latest: PriceRules | undefined): Record<string, string> {
  const { list = 0, charity = 0, tiers = [], delivery } = latest ?? {}
  const selfs = Object.fromEntries(tiers.map(({ id, self }) => [id, yuan(self)]))
  return { ...selfs, list: yuan(list), charity: yuan(charity), fee: yuan(delivery?.fee ?? 0) }
}
