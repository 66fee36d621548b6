import { HONOUR_KINDS } from '@domain/participation/honour-state'
import { DAY, HOUR } from '@domain/time'
import type { HonourDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aHeldHonour, aListedHonour, anHonour } from '../../../../worlds/fixtures/honours'
import { honourViolations } from '../../support/invariants/honours'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Honours: households that are nominated, judged, doubted and looked at again. The panels are those of points. */
export const honours: Area = {
  name: 'honours',
  acts: [
    { does: 'nominate a household', perDay: 4, hours: [6, 23], run: nominate },
    { does: 'nominate a household at the centre', perDay: 2, hours: [8, 20], run: nominateAtCentre },
    { does: 'answer a nomination', perDay: 5, hours: [6, 23], run: answer },
    { does: 'object to an honour', perDay: 2, hours: [6, 23], run: object },
    { does: 'vote on an honour', perDay: 12, hours: [6, 23], run: vote },
    { does: 'have an honour looked at', perDay: 1.5, hours: [8, 20], run: recheck },
    { does: 'read the honours', perDay: 1, hours: [6, 23], run: read },
  ],
  due: [{ what: 'the next step of an honour', collection: 'honours', field: 'dueAt' }],
  begin: city => {
    for (const centre of city.plan.centres) found(city, centre)
    return {
      checkWrite: ({ collection, before, after }) =>
        collection === 'honours' && before && after ? changeViolations(before, after) : [],
      atRest: () => [
        ...honourViolations(city.simulation.all('honours')),
        ...city.simulation.all('honours').flatMap(honour => judgeViolations(city, honour)),
      ],
    }
  },
}

/** Honours that end their listing, are to be looked at again, or wait for an answer, while the city runs. */
function found({ simulation }: City, { id: centreId, residents }: CentrePlan): void {
  const { random } = simulation
  const moment = () => BEGINNING + random.whole(5 * HOUR, 2 * DAY)
  const make = (n: number) => {
    const { openid } = residents[n] ?? { openid: '' }
    const own = { _id: `${centreId}-honour-${n}`, centreId }
    if (n % 3 === 0) return aHeldHonour(openid, BEGINNING, moment(), own)
    if (n % 3 === 1) return aListedHonour(openid, BEGINNING, moment(), own)
    return anHonour(openid, BEGINNING, { ...own, dueAt: moment() })
  }
  simulation.seedWith({ honours: residents.slice(0, 9).map((_resident, n) => make(n)) })
}

/** What was granted is not changed by what comes later, and a revocation counts from then on. */
function changeViolations(before: HonourDocument, after: HonourDocument): string[] {
  const { _id, grantedAt, until } = before
  if (grantedAt === null || before.forgottenAt !== after.forgottenAt) return []
  const isKept = after.grantedAt === grantedAt && after.until === until
  const isForward = after.endedAt === null || after.endedAt >= grantedAt
  return isKept && isForward ? [] : [`${_id}: what was granted was changed afterwards`]
}

/** Who decides is in the panel of the centre; the vote of a round that was counted is of a judge then. */
function judgeViolations({ simulation }: City, { _id, centreId, judges, votes, round }: HonourDocument): string[] {
  const members = new Set(simulation.one('pointpanels', centreId)?.members.map(({ accountId }) => accountId))
  const late = Object.values(votes).filter(vote => vote.round > round)
  return [
    ...judges.filter(judge => !members.has(judge)).map(judge => `${_id}: ${judge} decides, and is in no panel`),
    ...late.map(() => `${_id}: a vote for a round that has not begun`),
  ]
}

/** Few households, so that two are nominated at once. */
function aHousehold(city: City, centre: CentrePlan) {
  return city.oneOf(centre.residents.slice(0, 14)) ?? city.aResident(centre)
}

const aKind = (city: City) => city.oneOf(HONOUR_KINDS)?.id ?? 'civil'

function nominate(city: City, centre: CentrePlan): void {
  const { accountId } = aHousehold(city, centre)
  const kind = aKind(city)
  for (let n = 0; n < 2; n++) {
    const person = city.simulation.random.chance(0.4) ? city.residentOf(accountId) : city.aResident(centre)
    if (!person) return
    const personId = person.accountId === accountId ? null : accountId
    city.phoneOf(person).press('honours.nominate', { centreId: centre.id, kind, personId, words: '照顾楼上的老人' })
  }
}

function nominateAtCentre(city: City, centre: CentrePlan): void {
  const { accountId: personId } = aHousehold(city, centre)
  const input = { centreId: centre.id, kind: aKind(city), personId, words: '院子里种满了花' }
  city.phoneOf({ openid: centre.staff[0] ?? '' }).press('office.nominateHonour', input)
}

function anOne(city: City, centre: CentrePlan, states: readonly HonourDocument['state'][]): HonourDocument | undefined {
  const all = city.simulation.all('honours')
  return city.oneOf(all.filter(({ centreId, state }) => centreId === centre.id && states.includes(state)))
}

/** Some answer on two phones, once so and once so. */
function answer(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const honour = anOne(
    city,
    centre,
    random.chance(0.85) ? ['nominated'] : ['review', 'listed', 'awarded', 'rechecking'],
  )
  const resident = city.residentOf(honour?.accountId ?? '')
  if (!honour || !resident) return
  for (let n = 0; n < 2; n++) {
    const accept = honour.state === 'nominated' && random.chance(0.8)
    city.phoneOf(resident).press('honours.answer', { honourId: honour._id, accept })
  }
}

function object(city: City, centre: CentrePlan): void {
  const honour = anOne(city, centre, ['listed', 'disputed'])
  if (honour) city.phoneOf(city.aResident(centre)).press('honours.object', { honourId: honour._id, reason: '夜里吵' })
}

function vote(city: City, centre: CentrePlan): void {
  const honour = anOne(city, centre, ['review', 'disputed', 'rechecking'])
  const openids = [...centre.staff, centre.manager, ...centre.residents.slice(0, 4).map(({ openid }) => openid)]
  const openid = city.oneOf(openids)
  if (!honour || !openid) return
  const isFor = city.simulation.random.chance(0.6)
  city.phoneOf({ openid }).press('honours.vote', { honourId: honour._id, round: honour.round, isFor })
}

/** Two managers often hear of it at once. */
function recheck(city: City, centre: CentrePlan): void {
  const honour = anOne(city, centre, ['awarded'])
  const input = { centreId: centre.id, honourId: honour?._id ?? '', reason: '楼道里又堆了东西' }
  for (let n = 0; honour && n < 2; n++) city.managerOf(centre).press('office.recheckHonour', input)
}

function read(city: City, centre: CentrePlan): void {
  city.phoneOf(city.aResident(centre)).press('honours.home', { centreId: centre.id })
  city.managerOf(centre).press('office.honours', { centreId: centre.id })
}
