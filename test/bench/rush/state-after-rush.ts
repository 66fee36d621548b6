import { waitlistOrder } from '@domain/waitlist/promotion'
import { invariantViolations } from '../../cloud/support/invariants'
import type { WholeCloud } from '../../cloud/support/whole-cloud'
import type { Figure } from '../report'
import type { PersonResult } from './crowd'
import { personOf } from './people'
import { SESSION, type Storm } from './storm'

/** Concurrent calls. */
const HANDS = 8

/** Checks the stored state after the rush: the invariants, and the waitlist in order of arrival. */
export async function stateAfterRush({ cloud, told }: Storm): Promise<Figure[]> {
  const broken = await invariantViolations(cloud)
  for (const line of broken.slice(0, 5)) process.stdout.write(`  ${line}\n`)
  const [session] = await cloud.stored('sessions', { _id: SESSION })
  if (!session) throw new Error('the session is gone')
  const waiting = await cloud.stored('bookings', { sessionId: SESSION, status: 'waiting' })
  const entries = Object.fromEntries(waiting.map(({ _id, createdAt: at, attendees }) => [_id, { at, attendees }]))
  const order = waitlistOrder(entries).map(([id]) => id)
  const shown = await positions(cloud, told)
  const misplaced = order.filter((id, n) => shown.get(id) !== n).length + Math.abs(shown.size - order.length)
  const waited = told.filter(({ waiting }) => waiting === 'OK')
  return [
    { what: 'claims: invariants broken afterwards', value: broken.length, unit: 'breaches', max: 0 },
    { what: 'waitlist: parties in it', value: order.length, unit: 'parties' },
    {
      what: 'waitlist: told that it is full',
      value: told.filter(({ waiting }) => waiting === 'WAITLIST_FULL').length,
      unit: 'people',
    },
    {
      what: 'waitlist: positions shown that are not 1 to n in stored order',
      value: misplaced,
      unit: 'parties',
      max: 0,
    },
    { what: 'waitlist: the last has joined', value: Math.max(...waited.map(({ waitingAt }) => waitingAt)), unit: 'ms' },
    { what: 'waitlist: size of the session document', value: JSON.stringify(session).length / 1024, unit: 'KB' },
  ]
}

/** The position that every waiting person is shown: how many parties are ahead, by booking. */
async function positions(cloud: WholeCloud, told: PersonResult[]): Promise<Map<string, number | null>> {
  const people = told.flatMap(({ waiting }, n) => (waiting === 'OK' ? [personOf(SESSION, n)] : []))
  const shown = new Map<string, number | null>()
  const look = async () => {
    for (let person = people.pop(); person; person = people.pop()) {
      const { items } = await cloud.ask(person, 'booking.list', { scope: 'coming' })
      for (const { id, ahead } of items) shown.set(id, ahead)
    }
  }
  await Promise.all(Array.from({ length: HANDS }, look))
  return shown
}
