import { standing } from '@domain/ledger/ledger'
import { slotOf } from '@domain/participation/award'
import { DAY, HOUR, localDate } from '@domain/time'
import type {
  DeedDocument,
  Documents,
  PointTaskDocument,
  RedemptionDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aListedDeed, aPanel, aPointGood, aPointTask, withPoints } from '../../../../worlds/fixtures/points'
import { pointViolations } from '../../support/invariants/points'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** What is in stock of each good at the beginning; managers add nothing. */
const STOCK = 6

/** Points: deeds that are reported, confirmed, doubted and decided, and goods of which there are few. */
export const points: Area = {
  name: 'points',
  acts: [
    { does: 'report a deed', perDay: 10, hours: [6, 23], run: report },
    { does: 'confirm a deed', perDay: 8, hours: [6, 23], run: confirm },
    { does: 'confirm a deed at the counter', perDay: 3, hours: [8, 20], run: confirmAtCounter },
    { does: 'object to a deed', perDay: 1.5, hours: [6, 23], run: object },
    { does: 'vote on an objection', perDay: 6, hours: [6, 23], run: vote },
    { does: 'take points back', perDay: 1, hours: [8, 20], run: reclaim },
    { does: 'split a household', perDay: 1.5, hours: [8, 20], run: split },
    { does: 'redeem', perDay: 6, hours: [6, 23], run: redeem },
    { does: 'give back what was redeemed', perDay: 1.5, hours: [6, 23], run: giveBack },
    { does: 'hand out what was redeemed', perDay: 3, hours: [8, 20], run: handOut },
  ],
  due: [
    { what: 'the next step of a deed', collection: 'deeds', field: 'dueAt' },
    { what: 'the next step of a redemption', collection: 'redemptions', field: 'dueAt' },
    { what: 'points that are reserved in a quarter', collection: 'pointissues', field: 'dueAt' },
    { what: 'points on their way to another household', collection: 'pointsplits', field: 'dueAt' },
    { what: 'rows of the ledger', collection: 'purses', field: 'rowsAt' },
    { what: 'points whose time is over', collection: 'purses', field: 'expireAt' },
    { what: 'ended entries of a stock', collection: 'pointgoods', field: 'sweepAt' },
  ],
  begin: city => {
    for (const centre of city.plan.centres) found(city, centre)
    return {
      atRest: () => {
        const { simulation } = city
        const [purses, pointrows] = [simulation.all('purses'), simulation.all('pointrows')]
        const [pointgoods, deeds, redemptions] = [
          simulation.all('pointgoods'),
          simulation.all('deeds'),
          simulation.all('redemptions'),
        ]
        return [
          ...pointViolations({ purses, pointrows, pointgoods, deeds, redemptions }),
          ...stockViolations(pointgoods, redemptions),
          ...monthViolations(purses, pointrows, deeds),
          ...splitViolations(purses, pointrows, simulation.all('pointsplits')),
          ...twiceViolations(deeds, simulation.all('pointtasks')),
          ...issueViolations(simulation.all('pointissues'), deeds),
        ]
      },
    }
  },
}

/** Tasks, few goods and a panel; households with points, some of which expire soon, and with deeds in the listing. */
function found({ simulation }: City, { id: centreId, residents, manager, staff }: CentrePlan): void {
  const { random } = simulation
  const named = (what: string) => `${centreId}-${what}`
  const moment = () => BEGINNING + random.whole(5 * HOUR, 2 * DAY)
  const households = residents.slice(0, 12)
  const owned = households.map(({ openid }) =>
    withPoints(openid, random.whole(10, 40), {
      now: BEGINNING,
      until: random.chance(0.3) ? moment() : BEGINNING + 99 * DAY,
    }),
  )
  const listed = residents
    .slice(12, 18)
    .map(({ openid }, n) => aListedDeed(openid, BEGINNING, moment(), { _id: named(`listed-${n}`), centreId }))
  // Of the rules that bound what a quarter issues, as if they were in force already: more than the stock is worth.
  const funded = residents.slice(0, 8).map(
    ({ openid }, n) =>
      aListedDeed(openid, BEGINNING, 0, {
        ...{ _id: named(`funded-${n}`), centreId, rulesId: '2026-2', state: 'done', code: named(`funded-code-${n}`) },
        ...{
          task: { title: '调解', points: 20, per: 'time', mutual: false, revision: 1 },
          dueAt: BEGINNING + 14 * DAY,
        },
        ...{ confirmed: null, points: null, listedUntil: null },
      }).deeds,
  )
  simulation.seedWith({
    pointtasks: [
      aPointTask({ _id: named('sweep'), centreId }),
      aPointTask({ _id: named('help'), centreId, points: 8, every: 'day', mutual: true }),
      aPointTask({ _id: named('clean'), centreId, points: 9, per: 'hour', every: 'day' }),
    ],
    pointgoods: [
      aPointGood({ _id: named('salt'), centreId, left: STOCK }),
      aPointGood({ _id: named('rice'), centreId, points: 12, left: STOCK }),
    ],
    pointpanels: [
      aPanel([...households.slice(0, 4).map(({ openid }) => openid), ...staff, manager], { _id: centreId }),
    ],
    purses: [...owned, ...listed].flatMap(({ purses }) => purses),
    pointrows: [...owned, ...listed].flatMap(({ pointrows }) => pointrows),
    deeds: [...listed.flatMap(({ deeds }) => deeds), ...funded.flat()],
  })
}

/** Few people do much of it, so that the cap and repeated help matter. */
function aDoer(city: City, centre: CentrePlan) {
  return city.simulation.random.chance(0.5) ? city.oneOf(centre.residents.slice(0, 3)) : city.aResident(centre)
}

function report(city: City, centre: CentrePlan): void {
  const { random, now } = city.simulation
  const task = city.oneOf(city.simulation.all('pointtasks').filter(({ centreId }) => centreId === centre.id))
  const resident = aDoer(city, centre)
  if (!task || !resident) return
  const hours = task.per === 'hour' ? random.whole(1, 4) : null
  const date = localDate(now - random.whole(0, 3) * DAY)
  city.phoneOf(resident).press('points.report', { taskId: task._id, date, hours, note: '做好了' })
}

function aDeed(city: City, centre: CentrePlan, fits: (deed: DeedDocument) => boolean): DeedDocument | undefined {
  return city.oneOf(city.simulation.all('deeds').filter(deed => deed.centreId === centre.id && fits(deed)))
}

function confirm(city: City, centre: CentrePlan): void {
  const deed = aDeed(city, centre, ({ state }) => state === 'done')
  const resident = aDoer(city, centre)
  if (deed && resident) city.phoneOf(resident).press('points.confirm', { code: deed.code })
}

function confirmAtCounter(city: City, centre: CentrePlan): void {
  const deed = aDeed(city, centre, ({ state }) => state === 'done')
  const input = { centreId: centre.id, deedId: deed?._id ?? '' }
  if (deed) city.phoneOf({ openid: centre.staff[0] ?? '' }).press('staff.pointsConfirm', input)
}

function object(city: City, centre: CentrePlan): void {
  const deed = aDeed(city, centre, ({ state }) => state === 'listed' || state === 'disputed')
  if (deed) city.phoneOf(city.aResident(centre)).press('points.object', { deedId: deed._id, reason: '没看到他来' })
}

function vote(city: City, centre: CentrePlan): void {
  const deed = aDeed(city, centre, ({ state }) => state === 'disputed')
  const judge = city.oneOf(deed?.judges ?? [])
  const resident = city.residentOf(judge ?? '')
  if (!deed || !resident) return
  const upheld = city.simulation.random.chance(0.5)
  city.phoneOf(resident).press('points.vote', { deedId: deed._id, upheld, round: deed.round ?? 1 })
}

/** Two managers often find out at once. */
function reclaim(city: City, centre: CentrePlan): void {
  const deed = aDeed(city, centre, ({ state }) => state === 'final')
  const input = { centreId: centre.id, deedId: deed?._id ?? '', reason: '那天没有人来' }
  for (let n = 0; deed && n < 2; n++) city.managerOf(centre).press('office.reclaimPoints', input)
}

/** Two managers often do it at once, for two households that leave the same one. */
function split(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const from = city.oneOf(centre.residents.slice(0, 12))
  const points = random.whole(1, 30)
  for (let n = random.whole(1, 2); from && n > 0; n--) {
    const input = { centreId: centre.id, fromId: from.accountId, toId: city.aResident(centre).accountId, points }
    city.managerOf(centre).press('office.splitPoints', { ...input, reason: '成家搬出去' })
  }
}

/** What has left one household is with another one, unless it is on its way. */
function splitViolations(
  purses: readonly Documents['purses'][],
  rows: readonly Documents['pointrows'][],
  splits: readonly Documents['pointsplits'][],
): string[] {
  const all = new Map([...purses.flatMap(purse => Object.values(purse.rows)), ...rows].map(row => [row._id, row]))
  const moved: Record<string, number> = {}
  for (const { subject, entries } of all.values())
    if (entries.moved) moved[subject ?? ''] = (moved[subject ?? ''] ?? 0) + entries.moved
  const open = new Set(splits.filter(({ dueAt }) => dueAt > 0).map(({ _id }) => _id))
  return [
    ...Object.entries(moved)
      .filter(([id, points]) => points !== 0 && !open.has(id))
      .map(([id, points]) => `${id}: ${points} points were moved and are nowhere`),
    ...purses.flatMap(({ _id, leaving = {} }) =>
      Object.keys(leaving)
        .filter(id => !open.has(id))
        .map(id => `${_id}: points of ${id} are said to be on their way`),
    ),
  ]
}

/** Often a neighbour wants the same at the same moment. */
function redeem(city: City, centre: CentrePlan): void {
  const good = city.oneOf(city.simulation.all('pointgoods').filter(({ centreId }) => centreId === centre.id))
  if (!good) return
  const input = { goodId: good._id }
  city.phoneOf(city.oneOf(centre.residents.slice(0, 12)) ?? city.aResident(centre)).press('points.redeem', input)
  if (city.simulation.random.chance(0.5)) city.phoneOf(city.aResident(centre)).press('points.redeem', input)
}

function aHeld(city: City, centre: CentrePlan): RedemptionDocument | undefined {
  const held = city.simulation
    .all('redemptions')
    .filter(({ state, centreId }) => state === 'held' && centreId === centre.id)
  return city.oneOf(held)
}

function giveBack(city: City, centre: CentrePlan): void {
  const redemption = aHeld(city, centre)
  const resident = city.residentOf(redemption?.accountId ?? '')
  if (redemption && resident) city.phoneOf(resident).press('points.giveBack', { redemptionId: redemption._id })
}

function handOut(city: City, centre: CentrePlan): void {
  const redemption = aHeld(city, centre)
  const input = { centreId: centre.id, redemptionId: redemption?._id ?? '' }
  if (redemption) city.phoneOf({ openid: centre.staff[1] ?? '' }).press('staff.pointsHandOut', input)
}

/** Every piece is in stock, kept for somebody or handed out, and none is two of them. */
function stockViolations(goods: readonly Documents['pointgoods'][], redemptions: readonly RedemptionDocument[]) {
  return goods.flatMap(({ _id, left }) => {
    const taken = redemptions.filter(({ goodId, state }) => goodId === _id && HAS_STOCK.has(state)).length
    const isMoving = redemptions.some(({ goodId, state }) => goodId === _id && MOVING.has(state))
    return isMoving || left + taken === STOCK ? [] : [`${_id}: ${left} left and ${taken} taken of ${STOCK}`]
  })
}

const HAS_STOCK: ReadonlySet<string> = new Set(['held', 'collecting', 'collected'])
const MOVING: ReadonlySet<string> = new Set(['intent', 'collecting', 'returning'])

/** What a purse counts for the cap of a month is what the ledger says about the deeds of this month. */
function monthViolations(
  purses: readonly Documents['purses'][],
  rows: readonly Documents['pointrows'][],
  deeds: readonly DeedDocument[],
): string[] {
  const monthOf = new Map(deeds.map(({ _id, date }) => [_id, date.slice(0, 7)]))
  const earned = standing<Documents['pointrows']['what'], Documents['pointrows']>(rows, 'earned')
  return purses
    .filter(({ rows: waiting }) => Object.keys(waiting).length === 0)
    .flatMap(({ _id, months }) => {
      const own: Record<string, number> = {}
      for (const { accountId, subject, entries } of earned) {
        const month = monthOf.get(subject ?? '')
        if (accountId === _id && month) own[month] = (own[month] ?? 0) + (entries.listed ?? 0)
      }
      const all = [...new Set([...Object.keys(own), ...Object.keys(months)])]
      return all
        .filter(month => (own[month] ?? 0) !== (months[month] ?? 0))
        .map(month => `${_id}: ${months[month] ?? 0} count for ${month}, and ${own[month] ?? 0} in the ledger`)
    })
}

/** A quarter has issued what its deeds have earned, and no more than its stock was worth. */
function issueViolations(issues: readonly Documents['pointissues'][], deeds: readonly DeedDocument[]): string[] {
  return issues
    .filter(({ open }) => Object.keys(open).length === 0)
    .flatMap(({ _id, centreId, issued, carried }) => {
      const own = deeds.filter(deed => deed.centreId === centreId && deed.rulesId === '2026-2')
      const earned = own.reduce((sum, { points }) => sum + (points ?? 0), 0)
      return issued <= carried && issued === earned
        ? []
        : [`${_id}: issued ${issued} of ${carried}, and earned ${earned}`]
    })
}

/** A household does a task once in each of its periods. */
function twiceViolations(deeds: readonly DeedDocument[], tasks: readonly PointTaskDocument[]): string[] {
  const everyOf = new Map(tasks.map(({ _id, every }) => [_id, every]))
  const seen = new Set<string>()
  return deeds.flatMap(({ _id, taskId, accountId, date }) => {
    const key = `${taskId} ${accountId} ${slotOf(everyOf.get(taskId) ?? 'day', date)}`
    const isTwice = seen.has(key)
    seen.add(key)
    return isTwice ? [`${_id}: the same task a second time in its period`] : []
  })
}
