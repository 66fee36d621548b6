import { currentCode, dayKeyOf, STEP_MS } from '@domain/checkin/code'
import type { Pack } from '@domain/checkin/pack'
import { packDay } from '@domain/checkin/pack'
import { PackReader, type ReadContext } from '@domain/checkin/pack-reader'
import { atLocal, DAY, MINUTE } from '@domain/time'

const TODAY = '2026-07-12'
const NOW = atLocal(TODAY, 14 * 60)
const CENTRE = 'jiangchuan'
const BOOKINGS = ['abcdefghij234567abcd', 'bbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccccc']
const secretOf = (bookingId: string) => `secret-of-${bookingId}`

const times = (startsAt: number) => ({ startsAt, endsAt: startsAt + 90 * MINUTE, checkInFrom: startsAt - 30 * MINUTE })

function aPack(change: Partial<Pack['sessions'][number]> = {}): Pack {
  const booking = (id: string) => ({
    id,
    key: dayKeyOf(secretOf(id), TODAY),
    partySize: 1,
    names: ['果＊'],
    cameAt: null,
  })
  const [first = '', second = '', came = ''] = BOOKINGS
  const about = { title: '书法', moves: 0, calledOffAt: null }
  return {
    centreId: CENTRE,
    madeAt: NOW - MINUTE,
    ...packDay(NOW),
    sessions: [
      { ...about, id: 'a', ...times(NOW + 10 * MINUTE), bookings: [booking(first)], ...change },
      { ...about, id: 'b', ...times(NOW), bookings: [booking(second), { ...booking(came), cameAt: NOW - 7 * MINUTE }] },
    ],
  }
}

const [FIRST = '', SECOND = '', CAME = ''] = BOOKINGS
const codeOf = (bookingId: string, at = NOW, day = TODAY, centreId = CENTRE) =>
  currentCode(secretOf(bookingId), bookingId, at, { centreId, startsAt: atLocal(day, 840) })

function read(text: string, change: Partial<ReadContext> = {}, pack: Pack | null = aPack()) {
  const verdict = new PackReader(CENTRE, pack).read(text, { now: NOW, sessionId: null, cameAt: () => null, ...change })
  return verdict.kind === 'refused' ? verdict.refusal.code : verdict.kind
}

test.each(['qr', 'digits'] as const)('a phone without network accepts a booking in the pack, by %s', face => {
  expect(read(codeOf(FIRST)[face])).toBe('accepted')
  expect(read(codeOf(CAME)[face])).toBe('already')
  expect(read(codeOf(FIRST)[face], { cameAt: id => (id === FIRST ? NOW - 1 : null) })).toBe('already')
  expect(read(codeOf(FIRST)[face], { sessionId: 'b' })).toBe('WRONG_SESSION')
  expect(read(codeOf(FIRST)[face], { sessionId: 'a' })).toBe('accepted')
  expect(read(codeOf(FIRST)[face], {}, aPack(times(NOW + 60 * MINUTE)))).toBe('CHECK_IN_TOO_EARLY')
  expect(read(codeOf(FIRST)[face], {}, aPack(times(NOW - 120 * MINUTE)))).toBe('CHECK_IN_OVER')
  expect(read(codeOf(FIRST)[face], {}, aPack({ calledOffAt: NOW - MINUTE }))).toBe('BOOKING_CANCELLED')
})

test('a scan of this phone counts until the roster knows of a later undo', () => {
  const scannedAt = NOW - 3 * MINUTE
  const undone = (undoneAt: number) => {
    const reader = new PackReader(CENTRE, aPack())
    reader.note(FIRST, { cameAt: null, undoneAt })
    return reader.read(codeOf(FIRST).qr, { now: NOW, sessionId: null, cameAt: () => scannedAt }).kind
  }
  expect([undone(scannedAt - 1), undone(scannedAt), undone(scannedAt + 1)]).toEqual(['already', 'accepted', 'accepted'])
})

test('what the phone learns of a booking holds for the roster that it has', () => {
  const reader = new PackReader(CENTRE, aPack())
  const reading = { now: NOW, sessionId: null, cameAt: () => null }
  reader.note(FIRST, { cameAt: NOW - 1 })
  expect(reader.read(codeOf(FIRST).digits, reading)).toMatchObject({ kind: 'already', at: NOW - 1 })
  reader.note(FIRST, { cameAt: null, undoneAt: NOW })
  expect(reader.read(codeOf(FIRST).digits, reading).kind).toBe('accepted')
})

test.each(['qr', 'digits'] as const)('a phone without network refuses a recording from 61 s ago, by %s', face => {
  expect(read(codeOf(FIRST)[face], { now: NOW + 61_000 })).toBe('CODE_EXPIRED')
  expect(read(codeOf(FIRST)[face], { now: NOW + 2 * STEP_MS - 1 })).toBe('accepted')
  expect(read(codeOf(FIRST)[face], { now: NOW - 1 })).toBe('accepted')
})

test('a code of a booking that is not in the pack is never refused, unless its own hint shows that it is wrong', () => {
  const newer = 'zzzzzzzzzz234567abcd'
  for (const pack of [aPack(), null]) {
    const reader = new PackReader(CENTRE, pack)
    const verdict = (text: string, now = NOW) => reader.read(text, { now, sessionId: 'a', cameAt: () => null })
    expect(verdict(codeOf(newer).qr)).toEqual({ kind: 'unsure', doubt: null })
    expect(verdict(codeOf(newer).digits)).toEqual({ kind: 'unsure', doubt: { why: 'digits' } })
    const nextWeek = codeOf(newer, NOW, '2026-07-19').qr
    expect(verdict(nextWeek)).toEqual({ kind: 'unsure', doubt: { why: 'day', day: '2026-07-19' } })
    expect(verdict(codeOf(newer, NOW, TODAY, 'bixi').qr)).toMatchObject({ refusal: { code: 'WRONG_CENTRE' } })
    expect(verdict(codeOf(newer).qr, NOW + 61_000)).toMatchObject({ refusal: { code: 'CODE_EXPIRED' } })
    expect(verdict('https://example.com')).toMatchObject({ refusal: { code: 'CODE_INVALID' } })
  }
})

test('a forged QR code of a known booking is refused', () => {
  const { qr } = codeOf(FIRST)
  expect(read(qr.slice(0, -1) + (qr.endsWith('0') ? '1' : '0'))).toBe('CODE_INVALID')
  // The MAC covers the hint.
  expect(read(qr.replace(/\.[a-z0-9]{3}([0-9a-f]{4})\./, '.zzz$1.'))).toBe('CODE_INVALID')
})

test('the key of one day is not valid on another day', () => {
  const tomorrow = NOW + DAY
  expect(read(codeOf(FIRST, tomorrow).qr, { now: tomorrow })).not.toBe('accepted')
  expect(read(codeOf(FIRST, tomorrow).digits, { now: tomorrow })).toBe('unsure')
  expect(dayKeyOf(secretOf(FIRST), '2026-07-13')).not.toBe(dayKeyOf(secretOf(FIRST), TODAY))
})

test('digits that match two bookings are ambiguous', () => {
  const pack = aPack()
  const [session] = pack.sessions
  const twin = { id: FIRST, key: dayKeyOf(secretOf(FIRST), TODAY), partySize: 1, names: ['豆＊'], cameAt: null }
  // Two bookings with equal digits are rare, so the same booking is given under two ids.
  const reader = new PackReader(CENTRE, { ...pack, sessions: session ? [{ ...session, bookings: [twin] }] : [] })
  const entry = [...Reflect.get(reader, 'list')][0]
  Reflect.get(reader, 'list').push({ ...entry, booking: { ...entry.booking, id: SECOND } })
  const { digits } = codeOf(FIRST)
  expect(reader.read(digits, { now: NOW, sessionId: null, cameAt: () => null })).toMatchObject({
    refusal: { code: 'CODE_AMBIGUOUS' },
  })
})

test('preparing in small portions changes no result, and terminates', () => {
  const reader = new PackReader(CENTRE, aPack())
  let portions = 0
  while (reader.prepare(NOW, 1)) portions++
  // Three steps are valid, five more are kept.
  expect(portions).toBe(8 * BOOKINGS.length)
  const reading = { now: NOW, sessionId: null, cameAt: () => null }
  expect(reader.read(codeOf(SECOND).digits, reading).kind).toBe('accepted')
  expect(reader.prepare(NOW, 1)).toBe(false)
  expect(reader.prepare(NOW + STEP_MS, 1)).toBe(true)
  expect(reader.read(codeOf(SECOND, NOW + STEP_MS).digits, { ...reading, now: NOW + STEP_MS }).kind).toBe('accepted')
})

test('the screen gets whose code it is, and the earlier of two check-ins', () => {
  const pack = aPack()
  const reader = new PackReader(CENTRE, pack)
  const party = {
    bookingId: CAME,
    sessionId: 'b',
    names: ['果＊'],
    partySize: 1,
    title: '书法',
    startsAt: NOW,
  }
  const verdictAt = (cameAt: number | null) =>
    reader.read(codeOf(CAME).qr, { now: NOW, sessionId: null, cameAt: () => cameAt })
  expect(verdictAt(null)).toEqual({ kind: 'already', party, at: NOW - 7 * MINUTE })
  expect(verdictAt(NOW - 9 * MINUTE)).toEqual({ kind: 'already', party, at: NOW - 9 * MINUTE })
  expect(verdictAt(NOW - 5 * MINUTE)).toEqual({ kind: 'already', party, at: NOW - 7 * MINUTE })
})

test('news of a booking that is not in the roster changes nothing', () => {
  const reader = new PackReader(CENTRE, aPack())
  reader.note('zzzzzzzzzz234567abcd', { cameAt: NOW })
  expect(reader.read(codeOf(FIRST).qr, { now: NOW, sessionId: null, cameAt: () => null }).kind).toBe('accepted')
})

test('a newer booking without a hint on its code is let through to be checked', () => {
  const newer = 'zzzzzzzzzz234567abcd'
  expect(read(currentCode(secretOf(newer), newer, NOW).qr)).toBe('unsure')
})

test('digits that were computed for two steps at once are those of their own step', () => {
  const reader = new PackReader(CENTRE, aPack())
  const later = NOW + 20 * STEP_MS
  reader.prepare(NOW, 1)
  reader.prepare(later, 1)
  for (const at of [later, NOW]) {
    for (const id of [FIRST, SECOND]) {
      // The first step that is prepared is the one before: its codes are still valid.
      const { digits } = codeOf(id, at - STEP_MS)
      expect(reader.read(digits, { now: at, sessionId: null, cameAt: () => null }).kind).toBe('accepted')
    }
  }
})

test('the digits of steps that are long over are not kept on the phone', () => {
  const reader = new PackReader(CENTRE, aPack())
  const kept = () => [...(Reflect.get(reader, 'tables') as Map<number, unknown>).keys()]
  for (let step = 0; step < 30; step++) while (reader.prepare(NOW + step * STEP_MS, 100)) {}
  expect(kept().length).toBeLessThanOrEqual(8)
  expect(Math.min(...kept())).toBe(Math.floor(NOW / STEP_MS) + 29 - 6)
})
