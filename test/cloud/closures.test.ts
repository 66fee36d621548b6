import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, anOffering, aStaff, CENTRE, units } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const OPENS = now + DAY
const SLOT = 30 * MINUTE
const OF = { centreId: CENTRE, sessionId: 'study-1' }
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'study', kind: 'seat', category: 'study', title: '自习室' })],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    sessions: [aDay(now, { layout: { units: [...units('s', 4), { id: 'k1', label: '现场座', reserve: true }] } })],
  })
})
afterAll(() => cloud.close())

const span = (from: number, to: number) => ({ startsAt: OPENS + from * SLOT, endsAt: OPENS + to * SLOT })
const seat = (unit: string, from: number, to: number) => ({
  sessionId: 'study-1',
  memberIds: ['self'],
  span: { ...span(from, to), unit },
})
const closing = (from: number, to: number, unit?: string) => ({
  ...OF,
  ...span(from, to),
  reason: '设备检修',
  ...(unit === undefined ? {} : { unit }),
})

test('a closed seat is not to be had until it is opened again, and says why', async () => {
  const { closures } = await cloud.ask('manager', 'staff.closeSpots', closing(2, 4, 's1'))
  expect(closures).toMatchObject([{ unit: '1 号', reason: '设备检修', ...span(2, 4) }])
  const { reply } = await cloud.send('one', 'booking.create', seat('s1', 3, 5))
  expect(reply).toMatchObject({ code: 'SPOT_CLOSED', detail: { unit: '1 号', reason: '设备检修' } })
  expect(await cloud.codeOf('one', 'booking.create', seat('s1', 4, 6))).toBe('OK')
  const seen = await cloud.ask('one', 'space.get', { offeringId: 'study' })
  const [id = ''] = Object.keys(seen.day?.closures ?? {})
  expect(seen.day?.spots).toEqual({ 's1-2': id, 's1-3': id, 's1-4': 'mine', 's1-5': 'mine' })
  expect((await cloud.ask('two', 'space.get', { offeringId: 'study' })).day?.spots['s1-4']).toBe('taken')
  expect(await invariantViolations(cloud)).toEqual([])

  const open = () => cloud.codeOf('manager', 'staff.openSpots', { ...OF, closureId: id })
  expect(await Promise.all([open(), open()])).toEqual(['OK', 'OK'])
  expect(await invariantViolations(cloud)).toEqual([])
  expect(await cloud.codeOf('two', 'booking.create', seat('s1', 2, 4))).toBe('OK')
  expect(await open()).toBe('OK')
  expect(await cloud.codeOf('manager', 'staff.openSpots', { ...OF, closureId: 'never-closed' })).toBe(
    'CLOSURE_NOT_FOUND',
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

test('nobody is put out: a closure over bookings is refused and says how many', async () => {
  await cloud.ask('one', 'booking.create', seat('s1', 2, 4))
  await cloud.ask('two', 'booking.create', seat('s2', 3, 5))
  const { reply } = await cloud.send('manager', 'staff.closeSpots', closing(0, 12))
  expect(reply).toMatchObject({ code: 'SPOTS_BOOKED', detail: { bookings: 2 } })
  const code = (input: ReturnType<typeof closing>, openid = 'manager') =>
    cloud.codeOf(openid, 'staff.closeSpots', input)
  expect(await code(closing(0, 12), 'staff')).toBe('FORBIDDEN')
  expect(await code(closing(0, 12, 'k1'))).toBe('UNIT_NOT_FOUND')
  expect(await code(closing(10, 13))).toBe('OUTSIDE_HOURS')
  expect(await code(closing(5, 12))).toBe('OK')
  expect(await code(closing(6, 8))).toBe('SPOT_CLOSED')
  // Spots that are closed already stay as they are: only the others are added.
  expect(await code(closing(4, 8, 's1'))).toBe('OK')
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(DAY + 7 * HOUR)
  expect(await code(closing(0, 2))).toBe('SESSION_OVER')
})

test('closing while people book: each spot is the centre’s or somebody’s, and no replay closes anew', async () => {
  const requestId = 'closing-once'
  const close = () => cloud.codeOf('manager', 'staff.closeSpots', closing(0, 12, 's1'), { requestId })
  const book = (n: number) =>
    cloud.codeOf(`person-${n}`, 'booking.create', seat(n % 2 ? 's1' : 's2', n % 12, (n % 12) + 1))
  const [codes, first, second] = await Promise.all([
    Promise.all(Array.from({ length: 24 }, (_, n) => book(n))),
    close(),
    close(),
  ])
  expect(codes.filter(code => !['OK', 'SPOT_TAKEN', 'SPOT_CLOSED'].includes(code))).toEqual([])
  expect([first, second].filter(code => code !== 'OK' && code !== 'SPOTS_BOOKED')).toEqual([])
  expect(first).toBe(second)
  expect(await invariantViolations(cloud)).toEqual([])
  expect(await cloud.codeOf('manager', 'staff.closeSpots', closing(0, 2, 's4'), { requestId })).toBe(
    first === 'OK' ? 'REQUEST_REUSED' : 'OK',
  )
})
