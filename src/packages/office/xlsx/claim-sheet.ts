import type { ClaimLine } from '@domain/contracts/staff-counter'
import type { SheetData } from './workbook'

/** A month's claim of subsidies: one row for each meal, and the sum. Names are not in it: the ledger knows none. */
export function claimSheet(lines: readonly ClaimLine[]): SheetData {
  const sum = (line: 'meals' | 'subsidy') => lines.reduce((total, each) => total + each[line], 0)
  return {
    name: '补贴申报',
    columns: [
      { label: '递餐时间', width: 18 },
      { label: '订单', width: 24 },
      { label: '补贴类别', width: 18 },
      { label: '份数', width: 8 },
      { label: '政府补贴（元）', width: 14 },
    ],
    rows: [
      ...lines.map(({ at, bookingId, tier, meals, subsidy }) => [
        { at },
        bookingId,
        tier ?? '无补贴',
        meals,
        subsidy / 100,
      ]),
      ['合计', null, null, sum('meals'), sum('subsidy') / 100],
    ],
  }
}
