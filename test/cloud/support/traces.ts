import { createHash } from 'node:crypto'
import { currentDoorCode } from '@domain/checkin/door'
import { RETENTION } from '@domain/privacy/retention'
import { HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import schema from '../../../config/database.json'
import {
  aCentre,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../../worlds/fixtures/index'
import { cloudNow } from './clock'
import { aSeries } from './series'
import type { TestCloud } from './test-cloud'

/** A person with traces in the whole store, and where they are found. */

export const MUM = 'very-own-openid-of-mum'
export const ID = accountIdOf(MUM)
export const GUEST = { name: '李秀芳', lastFour: '5566' }
export const collections = Object.keys(schema.collections) as (keyof Documents)[]

type Row = [collection: keyof Documents, document: { _id: string }]

/** All stored documents. */
export async function everything(cloud: TestCloud): Promise<Row[]> {
  const all = await Promise.all(
    collections.map(async name => (await cloud.stored(name)).map((document): Row => [name, document])),
  )
  return all.flat()
}

/** Every key and every text of a document, with its path. */
export function texts(value: unknown, path: readonly string[] = []): [path: readonly string[], text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : [[[...path, key], key] as [string[], string]]),
    ...texts(inner, Array.isArray(value) ? path : [...path, key]),
  ])
}

/** Where any of these texts is stored. */
export async function places(cloud: TestCloud, wanted: ReadonlySet<string>): Promise<string[]> {
  const found = (await everything(cloud)).flatMap(([name, document]) =>
    texts(document)
      .filter(([, text]) => [...wanted].some(one => text === one || (one.length > 15 && text.includes(one))))
      .map(([path]) => `${name}.${path.join('.')}`),
  )
  return [...new Set(found)].sort()
}

/** Whether a row of the table of periods covers where something is stored. */
export function hasPeriod(place: string): boolean {
  const [collection = '', ...path] = place.split('.')
  return RETENTION.some(
    row =>
      row.collection === collection &&
      row.fields.some(field => {
        const parts = field.split('.')
        return parts.length <= path.length && parts.every((part, n) => part === '*' || part === path[n])
      }),
  )
}

/** What an earlier release derived from an account and a request, which are both known to whoever reads the database. */
export function unkeyed(...parts: string[]): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  const bits = [...createHash('sha256').update(JSON.stringify(parts)).digest()]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('')
  return Array.from({ length: 20 }, (_, n) => alphabet[Number.parseInt(bits.slice(n * 5, n * 5 + 5), 2)]).join('')
}

/** A session that begins in twenty minutes. */
export const soon = (id: string, change: Parameters<typeof aSession>[1] = {}) =>
  aSession(cloudNow(), {
    _id: id,
    startsAt: cloudNow() + 20 * MINUTE,
    ...change,
    rules: { cancelBefore: 0, maxActive: null, ...change.rules },
  })

/** A person with traces everywhere: as a resident, as staff, at a station. Returns what identifies them. */
export async function traces(cloud: TestCloud) {
  const now = cloudNow()
  const account = aHousehold(MUM, now)
  const members = account.members.map(member => ({
    ...member,
    id: `${member.id}-of-mum`,
    nickname: `${member.nickname}小名`,
  }))
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [
      ...['came', 'missed', 'cancelled', 'released', 'other', 'off'].map(id => soon(id)),
      soon('full', { capacity: 1 }),
      ...aSeries(now, { id: 'course', count: 2, startsAt: now + 2 * HOUR }).map((session, n) => ({
        ...session,
        startsAt: now + (2 + n) * HOUR,
        endsAt: now + (2.5 + n) * HOUR,
      })),
    ],
    accounts: [{ ...account, members }, aHousehold('other', now)],
    staff: [aStaff('staff'), { _id: ID, roles: aStaff(MUM, { role: 'manager' }).roles }],
    stations: [aStation()],
  })
  const requests: string[] = []
  const ask: TestCloud['ask'] = (openid, route, input) => {
    const requestId = `request-${requests.length}${openid === MUM ? '-own' : ''}`
    requests.push(requestId)
    return cloud.ask(openid, route, input, { requestId })
  }
  const [first = '', second = ''] = members.map(({ id }) => id)
  const book = async (sessionId: string, memberIds: string[], openid = MUM) =>
    (await ask(openid, 'booking.create', { sessionId, memberIds })).booking
  const came = await book('came', [first])
  const { keys } = await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })
  const code = currentDoorCode(keys[0]?.key ?? '', CENTRE, cloudNow()).qr
  await ask(MUM, 'checkin.self', { bookingId: came.id, code })
  const missed = await book('missed', [second])
  const cancelled = await book('cancelled', ['self'])
  await ask(MUM, 'booking.notices', { bookingId: missed.id, notices: ['reminder', 'changed'] })
  await ask(MUM, 'booking.cancel', { bookingId: cancelled.id })
  const released = await book('released', ['self'])
  await ask('staff', 'staff.releaseBooking', { centreId: CENTRE, bookingId: released.id, reason: '小名发烧了' })
  await book('full', ['self'], 'other')
  await ask(MUM, 'waitlist.join', { sessionId: 'full', memberIds: ['self'] })
  await ask(MUM, 'booking.createSeries', { seriesId: 'course', memberIds: [second] })
  await ask(MUM, 'member.save', {
    relation: 'other',
    nickname: '外婆小名',
    birthMonth: null,
    guardianConsent: false,
  })
  const asResident = requests.length
  // As staff.
  const theirs = await book('other', ['guoguo'], 'other')
  const here = { centreId: CENTRE, bookingId: theirs.id }
  await ask(MUM, 'staff.checkInByName', here)
  await ask(MUM, 'staff.undoCheckIn', { ...here, reason: '点错人了' })
  await ask(MUM, 'staff.walkIn', { centreId: CENTRE, sessionId: 'other', people: 1, ...GUEST })
  await ask(MUM, 'staff.setCapacity', { centreId: CENTRE, sessionId: 'other', capacity: 12 })
  await ask(MUM, 'staff.cancelSession', { centreId: CENTRE, sessionId: 'off', reason: '停电' })
  await ask(MUM, 'staff.adjustOccupancy', { centreId: CENTRE, stationId: STATION, by: 2 })
  await ask(MUM, 'station.sit', { stationId: STATION })
  const actor = (await cloud.stored('staff', { _id: ID }))[0]?.actor ?? ''
  const stored = (await cloud.stored('accounts', { _id: ID }))[0]
  const memberIds = (stored?.members ?? []).map(({ id }) => id).filter(id => id !== 'self')
  const names = (stored?.members ?? []).map(({ nickname }) => nickname)
  const isOwn = (request: string) => request.endsWith('-own')
  const own = requests.filter(isOwn)
  const derivable = own.flatMap(request =>
    ['booking', 'enrolment', 'wait', 'member', 'desk', 'change', 'visit', 'act'].map(kind =>
      unkeyed(kind, ID, request),
    ),
  )
  const bookings = (await cloud.stored('bookings', { accountId: ID })).map(({ _id }) => _id)
  return {
    bookings,
    actor,
    known: new Set([MUM, ID, ...memberIds, ...names, ...requests.slice(0, asResident).filter(isOwn), ...derivable]),
  }
}
