import '../../messages'
import { sayMoney } from '@domain/canteen/price'
import type { ClaimLine } from '@domain/contracts/staff-counter'
import { atLocal, DAY, localMonth } from '@domain/time'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { Loaded } from '@/features/requests/loaded'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table } from '../../parts/table'
import { claimSheet } from '../../xlsx/claim-sheet'
import { ExportButton } from '../../xlsx/export-button'

const COLUMNS = [
  { label: '补贴类别', width: '2fr' },
  { label: '份数', width: '1fr' },
  { label: '政府补贴', width: '1fr' },
]

/** How many months back can be claimed. */
const MONTHS = 3

/** All lines of a month; null while they are read. */
function useClaim(centreId: string, month: string) {
  const [held, setHeld] = useState<{ month: string; lines: ClaimLine[] } | null>(null)
  const [error, setError] = useState<CloudError | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn reads the same month again
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const lines: ClaimLine[] = []
      let after: string | undefined
      do {
        const answer = await call('staff.mealClaim', { centreId, month, ...(after === undefined ? {} : { after }) })
        lines.push(...answer.lines)
        after = answer.next ?? undefined
      } while (after !== undefined)
      if (isCurrent) setHeld({ month, lines })
    }
    setError(null)
    read().catch(thrown => isCurrent && setError(asCloudError(thrown)))
    return () => {
      isCurrent = false
    }
  }, [centreId, month, turn])
  const data = held?.month === month ? held.lines : null
  return {
    data,
    at: null,
    error,
    loading: data === null && error === null,
    slow: false,
    reload: () => setTurn(turn + 1),
  }
}

/** The monthly claim of subsidies: meals that were handed over, by tier, and as a spreadsheet. */
function ClaimPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const months = monthsBack(cloudNow())
  const [month, setMonth] = useState(months[0] ?? '')
  const request = useClaim(centreId, month)
  return (
    <Desk id="claim" section="figures" title="补贴申报" place={place}>
      <ChipStrip>
        {months.map(each => (
          <Chip key={each} id={`claim-${each}`} on={each === month} onTap={() => setMonth(each)}>
            {`${Number(each.slice(5))} 月`}
          </Chip>
        ))}
      </ChipStrip>
      <Loaded request={request} skeleton={[48, 48, 48]}>
        {lines =>
          lines.length === 0 ? (
            <EmptyState scene="bowl" title="这个月还没有递出去的餐" note="递了餐，这里就有补贴的数。" />
          ) : (
            <>
              <Table
                columns={COLUMNS}
                rows={[...tiersOf(lines), totalOf(lines)].map(({ tier, meals, subsidy }) => ({
                  id: `tier-${tier}`,
                  cells: [tier, `${meals} 份`, sayMoney(subsidy)],
                }))}
              />
              <View className={cx(styles.wrap)}>
                <ExportButton id="claim-export" file={`补贴申报 ${month}`} sheet={() => claimSheet(lines)} />
              </View>
            </>
          )
        }
      </Loaded>
    </Desk>
  )
}

interface TierSum {
  tier: string
  meals: number
  subsidy: number
}

function tiersOf(lines: readonly ClaimLine[]): TierSum[] {
  const sums = new Map<string, TierSum>()
  for (const { tier, meals, subsidy } of lines) {
    const name = tier ?? '无补贴'
    const sum = sums.get(name) ?? { tier: name, meals: 0, subsidy: 0 }
    sums.set(name, { tier: name, meals: sum.meals + meals, subsidy: sum.subsidy + subsidy })
  }
  return [...sums.values()].sort((a, b) => b.subsidy - a.subsidy)
}

function totalOf(lines: readonly ClaimLine[]): TierSum {
  const sum = (line: 'meals' | 'subsidy') => lines.reduce((total, each) => total + each[line], 0)
  return { tier: '合计', meals: sum('meals'), subsidy: sum('subsidy') }
}

function monthsBack(now: number): string[] {
  const months: string[] = []
  for (let at = now; months.length < MONTHS; at = atLocal(`${localMonth(at)}-01`) - DAY) months.push(localMonth(at))
  return months
}

export default page(ClaimPage)
