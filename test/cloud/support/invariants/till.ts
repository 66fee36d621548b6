import type {
  BookingDocument,
  Documents,
  SessionDocument,
  TillCloseDocument,
  TillRowDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'

interface Kept {
  bookings: BookingDocument[]
  sessions: SessionDocument[]
  tillrows: Documents['tillrows'][]
  tillcloses: Documents['tillcloses'][]
}

/**
 * Checks the ledger of the canteens: each row sums to zero, a reversal is the opposite of its row, a meal is served exactly while
 * it is handed over and at the price of its order, an order is paid at most once, and each row is counted by at
 * most one close, whose sums are those of its rows. Orders whose comparison by the timer is still due are left out.
 */
export function tillViolations({ bookings, sessions, tillrows, tillcloses }: Kept): string[] {
  const byId = new Map(tillrows.map(row => [row._id, row]))
  const byBooking = new Map<string, TillRowDocument[]>()
  for (const row of tillrows) byBooking.set(row.bookingId ?? '', [...(byBooking.get(row.bookingId ?? '') ?? []), row])
  const orders = new Map(
    sessions.flatMap(({ claims }) => Object.entries(claims).map(([id, { order }]) => [id, order] as const)),
  )
  return [
    ...tillrows.flatMap(row => rowViolations(row, byId)),
    ...bookings
      .filter(({ order, billAt }) => order && !billAt)
      .flatMap(booking => orderViolations(booking, orders.get(booking._id), byBooking.get(booking._id) ?? [])),
    ...closeViolations(tillcloses, byId),
  ]
}

function rowViolations(row: TillRowDocument, byId: ReadonlyMap<string, TillRowDocument>): string[] {
  const { _id, entries, reverses } = row
  const wrong = sum(Object.values(entries)) === 0 ? [] : [`${_id}: does not sum to zero`]
  if (reverses === null) return wrong
  const other = byId.get(reverses)
  const isOpposite = other && text(entries) === text(negated(other.entries))
  return isOpposite ? wrong : [...wrong, `${_id}: is not the opposite of ${reverses}`]
}

function orderViolations(
  { _id, checkIn, owed = 0 }: BookingDocument,
  order: BookingDocument['order'],
  rows: readonly TillRowDocument[],
): string[] {
  const reversed = new Set(rows.map(({ reverses }) => reverses))
  // What is paid online has invariants of its own.
  const stands = (what: TillRowDocument['what']) =>
    rows.filter(row => row.what === what && row.way !== 'online' && !reversed.has(row._id))
  const [served, ...more] = stands('served')
  const wrong: string[] = []
  if ((checkIn !== null) !== (served !== undefined)) wrong.push(`${_id}: handed over is not what the ledger says`)
  if (more.length > 0) wrong.push(`${_id}: was served twice`)
  // When papers of somebody else raise the price after the payment, the rest is a payment of its own.
  const dues = rows.flatMap(row => (row.what === 'served' ? [row.entries.receivable ?? 0] : []))
  const paid = -sum(stands('paid').map(({ entries }) => entries.receivable ?? 0))
  if (paid > Math.max(0, ...dues)) wrong.push(`${_id}: was paid twice`)
  if (served && order && -(served.entries.sales ?? 0) !== order.price.list)
    wrong.push(`${_id}: was served at another price than that of the order`)
  const balance = sum(rows.map(({ entries }) => entries.receivable ?? 0))
  if (balance !== owed) wrong.push(`${_id}: shows ${owed} to pay, the ledger ${balance}`)
  return wrong
}

function closeViolations(closes: readonly TillCloseDocument[], byId: ReadonlyMap<string, TillRowDocument>): string[] {
  const counted = new Map<string, string>()
  return closes.flatMap(({ _id, rows, sums, expected, counted: cash, confirmed }) => {
    const wrong: string[] = []
    for (const id of rows) {
      if (counted.has(id)) wrong.push(`${id}: is counted by ${counted.get(id)} and ${_id}`)
      counted.set(id, _id)
    }
    const total: Record<string, number> = {}
    for (const id of rows)
      for (const [account, amount] of Object.entries(byId.get(id)?.entries ?? {}))
        total[account] = (total[account] ?? 0) + amount
    const without = Object.fromEntries(Object.entries(total).filter(([, amount]) => amount !== 0))
    if (text(without) !== text(sums)) wrong.push(`${_id}: its sums are not those of its rows`)
    if ((sums.cash ?? 0) !== expected) wrong.push(`${_id}: expected other cash than its rows say`)
    const difference = byId.get(`difference-${_id}`)
    if (confirmed && (difference?.entries.cash ?? 0) !== cash - expected)
      wrong.push(`${_id}: its difference is not booked`)
    return wrong
  })
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function negated(entries: TillRowDocument['entries']) {
  return Object.fromEntries(Object.entries(entries).map(([account, amount]) => [account, -amount]))
}

function text(entries: object): string {
  return JSON.stringify(Object.entries(entries).sort())
}
