import { DAY, HOUR } from '@domain/time'
import { getBallot } from '../../cloudfunctions/lib/booking/ballot/get'
import { registerForBallot } from '../../cloudfunctions/lib/booking/ballot/register'
import { ticketHolderOf } from '../../cloudfunctions/lib/kernel/ids'
import type { DrawRecord } from '../../cloudfunctions/lib/kernel/store/documents'
import { aHousehold, aSession } from '../../worlds/fixtures/index'
import { aBallot, DRAW_BEFORE } from './support/ballot'
import { openDrawing, SESSION } from './support/drawing'

/** What registering for a ballot stores, and what is published of a ballot. */

const now = Date.parse('2026-07-01T02:00:00Z')
const STARTS = now + 3 * DAY
const DRAWS = STARTS - DRAW_BEFORE
let room: ReturnType<typeof openDrawing>

beforeEach(() => {
  room = openDrawing(now)
})

describe('registering', () => {
  const register = (sessionId = SESSION) => registerForBallot(room.context, { sessionId, memberIds: ['guoguo'] })
  const updates = () => room.calls.filter(call => call === 'update sessions').length
  beforeEach(() => room.insert('accounts', aHousehold('mum', now)))

  test('lists a ticket of the household, and stores its booking', async () => {
    room.insert('sessions', aBallot(now, { seedHash: 'published' }))
    const { booking } = await register()
    expect(booking).toMatchObject({ status: 'registered', drawAt: DRAWS })
    expect(room.session().waitlist).toEqual({
      [booking.id]: expect.objectContaining({ ticket: true, accountId: room.context.accountId, at: now }),
    })
    expect(room.stored('accounts', room.context.accountId)).toHaveProperty(`ledger.${booking.id}.ticket`, true)
  })

  test('writes nothing more of a ballot that is sealed and has a time', async () => {
    room.insert('sessions', aBallot(now, { seedHash: 'published' }))
    await register()
    expect(updates()).toBe(1)
    expect(room.calls.filter(call => call.endsWith(' ballots'))).toEqual([])
    expect(room.session()).toMatchObject({ seedHash: 'published', drawAt: DRAWS })
  })

  test('publishes the hash of a seed before the first ticket is listed', async () => {
    room.insert('sessions', aBallot(now))
    let listed = -1
    room.before('insert ballots', () => {
      listed = Object.keys(room.session().waitlist).length
    })
    await register()
    expect(listed).toBe(0)
    expect(room.session().seedHash).toBe(room.stored('ballots', SESSION)?.seedHash)
    expect(room.session().seedHash).toHaveLength(64)
  })

  test.each([
    ['by its start', {}, DRAWS],
    ['as it was announced', { announcedDrawAt: DRAWS - HOUR }, DRAWS - HOUR],
  ])('sets the time of the draw where it is missing, %s, and nowhere else', async (_title, announced, drawAt) => {
    const { drawAt: _, announcedDrawAt: __, ...forgotten } = aBallot(now, { seedHash: 'published' })
    room.insert('sessions', { ...forgotten, ...announced } as never, { ...forgotten, _id: 'other' })
    await register()
    expect(room.session()).toMatchObject({ drawAt, announcedDrawAt: drawAt })
    expect(room.session('other')).toEqual({ ...forgotten, _id: 'other' })
  })

  test.each([
    ['there is no such session', 'SESSION_NOT_FOUND', 'gone', {}],
    ['the session takes bookings', 'NOT_A_BALLOT', 'plain', {}],
    ['it is drawn', 'BALLOT_DRAWN', SESSION, { drawnAt: now - HOUR }],
  ])('is refused where %s, and makes no seed and no time', async (_title, code, sessionId, change) => {
    const { drawAt: _, ...unplanned } = aBallot(now, change)
    room.insert('sessions', unplanned, aSession(now, { _id: 'plain' }))
    await expect(register(sessionId)).rejects.toMatchObject({ code })
    expect(room.stored('ballots', sessionId)).toBeUndefined()
    expect(updates()).toBe(0)
  })
})

describe('what is published of a ballot', () => {
  const get = (sessionId = SESSION) => getBallot(room.context, { sessionId })
  const ORDER = ['c', 'a', 'd', 'b'].map(id => ({ id, places: 1, lot: `lot-of-${id}` }))
  const RECORD: DrawRecord = {
    keyed: true,
    seed: 'seed',
    closing: 'closing',
    places: 2,
    order: ORDER,
    winners: ['c', 'a'],
  }
  const holder = () => ticketHolderOf(room.context, room.context.accountId)

  test('before the draw is when it is due, how many have a ticket, and the hash of the seed', async () => {
    room.insert('sessions', aBallot(now, { waiting: 7, seedHash: 'published' }))
    expect(await get()).toEqual({
      now,
      accountId: holder(),
      ballot: {
        form: 'nuanfeng-ballot-2',
        sessionId: SESSION,
        title: '书法小课桌',
        startsAt: STARTS,
        drawDueAt: DRAWS,
        waiting: 7,
        cancelled: false,
        seedHash: 'published',
        drawn: null,
      },
    })
  })

  test('says that no seed was made yet, and that the session is cancelled', async () => {
    room.insert('sessions', aBallot(now, { status: 'cancelled' }))
    expect((await get()).ballot).toMatchObject({ seedHash: null, cancelled: true })
  })

  test('after the draw are its key, all tickets by their ids, the order that was drawn, and the winners', async () => {
    room.insert('sessions', aBallot(now, { seedHash: 'published', drawnAt: DRAWS + 1, drawn: RECORD }))
    const { accountId, ballot } = await get()
    expect(accountId).toBe(holder())
    expect(ballot.form).toBe('nuanfeng-ballot-2')
    expect(ballot.drawn).toEqual({
      at: DRAWS + 1,
      seed: 'seed',
      closing: 'closing',
      places: 2,
      tickets: ['a', 'b', 'c', 'd'].map(id => ({ id, places: 1, lot: `lot-of-${id}` })),
      order: ['c', 'a', 'd', 'b'],
      winners: ['c', 'a'],
    })
  })

  test('of a draw by the seed alone has the form of that time, and shows a person their ticket by the account', async () => {
    const { keyed: _, closing: __, ...old } = RECORD
    room.insert('sessions', aBallot(now, { seedHash: 'published', drawnAt: DRAWS, drawn: old }))
    const { accountId, ballot } = await get()
    expect(accountId).toBe(room.context.accountId)
    expect(ballot.form).toBe('nuanfeng-ballot-1')
    expect(ballot.drawn).toMatchObject({ seed: 'seed', winners: ['c', 'a'] })
    expect(ballot.drawn).not.toHaveProperty('closing')
  })

  test.each([
    ['a record without a time', { drawn: RECORD }],
    ['a time without a record', { drawnAt: DRAWS }],
  ])('is no draw where only half of it is stored: %s', async (_title, half) => {
    room.insert('sessions', aBallot(now, half))
    expect((await get()).ballot.drawn).toBeNull()
  })

  test('is nothing where there is no session, or no ballot', async () => {
    room.insert('sessions', aSession(now, { _id: 'plain' }))
    await expect(get('gone')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
    await expect(get('plain')).rejects.toMatchObject({ code: 'NOT_A_BALLOT', detail: null })
  })
})
