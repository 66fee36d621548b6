/** A person who is wrong too often has to wait; nobody else notices. */

import { routes } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { DIGIT_TRIES, DOOR_TRIES, INVITATION_TRIES, INVITATIONS } from '@domain/tries'
import { newSecret } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aShift } from '../../worlds/fixtures/volunteers'
import { openWorld } from './in-process/world'

const START = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld({ newSecret })
let serial = 0

const codeOf = async (...[openid, route, input]: [string, Parameters<typeof world.start>[1], object]) => {
  const reply = await (await world.start(openid, route, input as never, { requestId: `request-${serial++}` })).finish()
  return reply?.ok ? 'OK' : reply?.code
}
const wrongInvitation = { code: 'a'.repeat(16) }
const wrongDigits = { centreId: CENTRE, code: '12345678' }

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { startsAt: START + 20 * MINUTE, endsAt: START + 2 * HOUR })],
    accounts: ['mum', 'dad'].map(openid => aHousehold(openid, START)),
    staff: [aStaff('staff'), aStaff('colleague'), aStaff('manager', { role: 'manager' })],
  })
})

/** Calls until the answer changes; returns how many wrong ones were answered, and the last answer. */
async function exhaust(openid: string, route: Parameters<typeof world.start>[1], input: object) {
  const first = await codeOf(openid, route, input)
  for (let n = 1; n < 100; n++) {
    const code = await codeOf(openid, route, input)
    if (code !== first) return { first, n, code }
  }
  throw new Error('nothing bounds the tries')
}

test('codes of invitations are bounded, also good ones; after a while the person can try again', async () => {
  const invite = async () => {
    const invited = await (
      await world.start(
        'manager',
        'office.invite',
        { centreId: CENTRE, role: 'staff', duties: ['door'], name: '小李' },
        { requestId: `request-${serial++}` },
      )
    ).finish()
    if (!invited?.ok) throw new Error(JSON.stringify(invited))
    return invited.data.code
  }
  expect(await exhaust('guesser', 'invitation.get', wrongInvitation)).toEqual({
    first: 'INVITATION_NOT_FOUND',
    n: INVITATION_TRIES.most,
    code: 'TRY_LATER',
  })
  expect(await codeOf('guesser', 'invitation.accept', { code: await invite() })).toBe('TRY_LATER')
  world.setClock(START + INVITATION_TRIES.within)
  expect(await codeOf('guesser', 'invitation.accept', { code: await invite() })).toBe('OK')
})

test('a centre invites so many people a day, whoever of them invites; other places go on', async () => {
  await world.seed({
    centres: [aCentre({ _id: 'tonghai', county: '通海县' })],
    staff: [aStaff('deputy', { role: 'manager' }), aStaff('elsewhere', { role: 'manager', centreId: 'tonghai' })],
  })
  const invite = async (openid: string, requestId = `invite-${serial++}`, centreId = CENTRE) =>
    (
      await world.start(
        openid,
        'office.invite',
        { centreId, role: 'staff', duties: ['door'], name: '小李' },
        { requestId },
      )
    ).finish()
  const first = await invite('manager', 'invite-first')
  // A replay shows the same code, and is not counted.
  expect(await invite('manager', 'invite-first')).toEqual(first)
  const others = await Promise.all(
    Array.from({ length: INVITATIONS.most + 5 }, (_, n) => invite(n % 2 === 0 ? 'manager' : 'deputy')),
  )
  expect(others.filter(reply => reply?.ok)).toHaveLength(INVITATIONS.most - 1)
  expect(others.find(reply => !reply?.ok)).toMatchObject({
    code: 'INVITATION_LIMIT',
    detail: { most: INVITATIONS.most, until: START + INVITATIONS.within },
  })
  expect(await invite('manager', 'invite-first')).toEqual(first)
  expect(await invite('elsewhere', 'invite-elsewhere', 'tonghai')).toMatchObject({ ok: true })
  world.setClock(START + INVITATIONS.within)
  expect(await invite('deputy')).toMatchObject({ ok: true })
})

test('a flood by one person slows nobody else', async () => {
  await exhaust('guesser', 'invitation.get', wrongInvitation)
  expect(await codeOf('somebody', 'invitation.get', wrongInvitation)).toBe('INVITATION_NOT_FOUND')
  await exhaust('staff', 'staff.checkIn', wrongDigits)
  expect(await codeOf('colleague', 'staff.checkIn', wrongDigits)).toBe('CODE_INVALID')
  // Nor anything else that the person does.
  expect(await codeOf('staff', 'staff.today', { centreId: CENTRE })).toBe('OK')
})

/** Database calls of a booking by dad while mum sends so many calls at once, turn by turn. */
async function bookBeside(flood: number): Promise<number> {
  const start = (openid: string, requestId: string) =>
    world.start(openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] }, { requestId })
  const dad = await start('dad', 'request-dad')
  const flights = [dad, ...(await Promise.all(Array.from({ length: flood }, (_, n) => start('mum', `flood-${n}`))))]
  world.lines.length = 0
  while (flights.some(({ isOver }) => !isOver)) {
    for (const flight of flights) if (flight.pending.length > 0) await flight.step()
  }
  expect(dad.answer).toMatchObject({ ok: true })
  const lines = world.lines.map(line => JSON.parse(line) as { requestId: string; calls: number })
  return lines.find(({ requestId }) => requestId === 'request-dad')?.calls ?? 0
}

test.each([0, 100])(
  '%d bookings of one class by one person at once cost the booking of another no call more',
  async flood => {
    expect(await bookBeside(flood)).toBe(6)
  },
)

test('wrong tries at the same time do not exceed the bound either', async () => {
  const codes = await Promise.all(
    Array.from({ length: 40 }, () => codeOf('guesser', 'invitation.get', wrongInvitation)),
  )
  expect(codes.filter(code => code === 'INVITATION_NOT_FOUND').length).toBeLessThanOrEqual(INVITATION_TRIES.most)
  expect(new Set(codes)).toEqual(new Set(['INVITATION_NOT_FOUND', 'TRY_LATER']))
})

test('typed digits at a desk are bounded; what a camera has read is not', async () => {
  const { n, code } = await exhaust('staff', 'staff.checkIn', wrongDigits)
  expect([n, code]).toEqual([DIGIT_TRIES.most, 'TRY_LATER'])
  expect(await codeOf('staff', 'staff.checkIn', { centreId: CENTRE, code: 'NF1.forged' })).toBe('CODE_INVALID')
})

test('typed digits of a door are bounded', async () => {
  const booked = await (
    await world.start(
      'mum',
      'booking.create',
      { sessionId: 'calligraphy-1', memberIds: ['self'] },
      { requestId: 'request-mum' },
    )
  ).finish()
  const bookingId = booked?.ok ? booked.data.booking.id : ''
  const { n, code } = await exhaust('mum', 'checkin.self', { bookingId, code: '12345678' })
  expect([n, code]).toEqual([DOOR_TRIES.most, 'TRY_LATER'])
})

test('a right code costs one reading and writes nothing', async () => {
  await exhaust('guesser', 'invitation.get', wrongInvitation)
  await world.seed({ tries: [] })
  expect(await codeOf('staff', 'staff.checkIn', { centreId: CENTRE, code: 'NF1.forged' })).toBe('CODE_INVALID')
  // One for the guesser, none for a scanned code.
  expect(await world.stored('tries')).toHaveLength(1)
})

test('wrong tries are forgotten, and do not say whose they were', async () => {
  await exhaust('guesser', 'invitation.get', wrongInvitation)
  const [tries] = await world.stored('tries')
  expect(tries).toEqual({
    _id: expect.stringMatching(/^[a-z2-7]{20}$/),
    count: INVITATION_TRIES.most,
    until: START + HOUR,
  })
  world.setClock(START + DAY)
  await (await world.startTick()).finish()
  expect(await world.stored('tries')).toEqual([])
})

/** Fields that say what somebody read, heard or guessed. */
const TYPED = ['code', 'key']
/** `key` is the id of a volunteer of the shift or a member of the group, shown to whoever leads it. */
const OF_A_LIST = [
  'group.handOver',
  'office.approveHours',
  'office.groupHolder',
  'staff.shiftManual',
  'staff.shiftSign',
  'staff.volunteerCalled',
]

test('every route that takes a code which can be guessed bounds the tries', () => {
  const guessed = Object.entries(routes).filter(([, { input }]) =>
    TYPED.some(field => field in (input as unknown as { entries: object }).entries),
  )
  expect(guessed.length).toBeGreaterThan(OF_A_LIST.length + 9)
  expect(guessed.flatMap(([name, spec]) => ('tries' in spec ? [] : [name])).sort()).toEqual(OF_A_LIST)
})

test.each([
  ['staff.pointsFind', { centreId: CENTRE, code: '12345678' }, 'REDEMPTION_NOT_FOUND'],
  ['staff.shiftMark', { centreId: CENTRE, shiftId: 'shift-1', code: '12345678', what: 'in' }, 'VOLUNTEER_NOT_FOUND'],
] as const)('digits that somebody shows at a counter are bounded: %s', async (route, input, first) => {
  await world.seed({ shifts: [aShift(START)] })
  expect(await exhaust('staff', route, input)).toEqual({ first, n: DIGIT_TRIES.most, code: 'TRY_LATER' })
})
