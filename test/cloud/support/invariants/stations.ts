import type {
  AccountDocument,
  SitterDocument,
  StationDocument,
  VisitDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Stored } from '../test-cloud'

/** What must hold at one station at every step, also while calls are running. */
export function seatViolations({ _id, capacity, free, counted, visits }: StationDocument): string[] {
  const open = Object.keys(visits).length
  return [
    ...(free >= 0 && counted >= 0 && free + counted <= capacity ? [] : [`${_id}: ${free} free, ${counted} counted`]),
    ...(capacity - free === open + counted ? [] : [`${_id}: ${capacity - free} taken by ${open} + ${counted}`]),
  ]
}

interface Kept {
  stations: StationDocument[]
  sitters: SitterDocument[]
  visits: VisitDocument[]
  accounts: AccountDocument[]
}

/** What must hold of all rest stations whenever no call is running. */
export async function stationViolations(cloud: Stored): Promise<string[]> {
  const [stations, sitters, visits, accounts] = await Promise.all([
    cloud.stored('stations'),
    cloud.stored('sitters'),
    cloud.stored('visits'),
    cloud.stored('accounts'),
  ])
  return stationViolationsIn({ stations, sitters, visits, accounts })
}

/** Checks the same on loaded documents. */
export function stationViolationsIn({ stations, sitters, visits, accounts }: Kept): string[] {
  const wrong = stations.flatMap(seatViolations)
  const sitterOf = new Map(sitters.map(sitter => [sitter._id, sitter]))
  const accountOf = new Map(accounts.map(account => [account._id, account]))
  const over = new Set(visits.map(({ _id }) => _id))
  const seats = stations.flatMap(({ _id, visits: open }) =>
    Object.entries(open).map(([accountId, visit]) => ({ accountId, stationId: _id, ...visit })),
  )
  for (const { accountId, stationId, visitId } of seats) {
    const sitter = sitterOf.get(accountId)
    if (sitter?.visitId !== visitId || sitter.stationId !== stationId)
      wrong.push(`${stationId}: a seat nobody knows of`)
    if (over.has(visitId)) wrong.push(`${stationId}: ${visitId} is over and still sits`)
  }
  const people = seats.map(({ accountId }) => accountId)
  if (new Set(people).size !== people.length) wrong.push('somebody has two seats')
  for (const { _id, endsAt, visits: open, events } of stations) {
    if (Object.values(open).some(({ until }) => until < endsAt)) wrong.push(`${_id}: nobody will look when time is up`)
    const both = Object.values(open).filter(({ visitId }) => events[visitId])
    if (both.length > 0) wrong.push(`${_id}: somebody sits and has left`)
  }
  for (const { _id, visitId, from } of sitters) {
    const erasure = accountOf.get(_id)?.erasure
    if (erasure && visitId && from <= erasure.at) wrong.push(`${_id}: was erased, and it still says where they sat`)
  }
  for (const { _id, former } of sitters) if (former) wrong.push(`${_id}: has not left the seat before`)
  return wrong
}
