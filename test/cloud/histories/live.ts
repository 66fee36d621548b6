import type { Reply } from '@domain/contracts/reply'
import { MINUTE } from '@domain/time'
import { type Flight, interleave } from '../in-process/flight'
import type { World } from '../in-process/world'
import { breaches } from '../support/invariants'
import { callOf, type Sent } from './calls'
import type { History, Move } from './history'
import { foretell } from './model'
import { OFFER_FOR, setStage } from './stage'

/** What a history has seen that the stored documents do not say by themselves. */
interface Told {
  /** Bookings that were acknowledged as confirmed. */
  confirmed: Set<string>
  /** Bookings that somebody, or the centre, has asked to end. */
  ended: Set<string>
  /** The clock has been put back: who came first can no longer be read from the times that are stored. */
  clockPutBack: boolean
}

/**
 * Lives a history and answers what was wrong, nothing when all is well. Whenever nothing is in flight and nothing has died,
 * every invariant must hold; after a crash they must hold again once the timer has come by.
 */
export async function live(world: World, history: History): Promise<string[]> {
  await setStage(world)
  const sent: Sent[] = []
  const told: Told = { confirmed: new Set(), ended: new Set(), clockPutBack: false }
  let latest = world.now()
  let broken = false
  for (const [nth, move] of history.entries()) {
    world.setClock(world.now() + move.after)
    told.clockPutBack ||= move.after < 0
    latest = Math.max(latest, world.now())
    const expected = broken ? null : await foretold(world, move)
    const died = await play(world, move, sent, told)
    broken ||= died.broken
    const wrong = [...died.wrong]
    if (expected !== null && died.codes[0] !== expected && !died.broken) {
      wrong.push(`${JSON.stringify(move.acts)} was answered ${died.codes[0]}, foretold was ${expected}`)
    }
    if (broken && move.heals) {
      await heal(world, latest)
      latest = world.now()
      broken = false
    }
    if (!broken) wrong.push(...(await atRest(world, told, latest)))
    if (wrong.length > 0) return wrong.map(line => `after move ${nth}: ${line}`)
  }
  await heal(world, latest)
  const wrong = [...(await standing(world, told, world.now()))]
  return wrong.map(line => `in the end: ${line}`)
}

/** The timer, after all that could still be running has been ended by the platform. */
async function heal(world: World, latest: number): Promise<void> {
  world.setClock(latest + 3 * MINUTE)
  for (let tick = 0; tick < 3; tick++) {
    await (await world.startTick()).land()
    world.setClock(world.now() + MINUTE)
  }
}

/** What is wrong although nothing is in flight, and although the timer has come by where something was left for it. */
async function atRest(world: World, told: Told, latest: number): Promise<string[]> {
  if ((await standing(world, told, latest)).length === 0) return []
  for (let tick = 0; tick < 2; tick++) await (await world.startTick()).land()
  return standing(world, told, latest)
}

async function standing(world: World, { confirmed, ended, clockPutBack }: Told, latest: number): Promise<string[]> {
  const all = [...(await breaches(world, latest)), ...(await lostOffers(world))]
  const wrong = clockPutBack ? all.filter(line => !line.includes(' was offered before ')) : all
  const lost = (await world.stored('bookings')).filter(
    ({ _id, status, cancelledBy }) =>
      confirmed.has(_id) && status !== 'confirmed' && !ended.has(_id) && cancelledBy !== 'centre',
  )
  return [...wrong, ...lost.map(({ _id, status }) => `${_id}: was confirmed to the person and is ${status}`)]
}

/** An offer that was not taken was open for all of its time. */
async function lostOffers(world: World): Promise<string[]> {
  const bookings = await world.stored('bookings')
  return bookings
    .filter(({ waitEvents }) => {
      const { offered, lapsed } = waitEvents
      return lapsed?.reason === 'not-taken' && lapsed.at < (offered?.at ?? Number.POSITIVE_INFINITY) + OFFER_FOR
    })
    .map(({ _id }) => `${_id}: its offer was taken away before its time`)
}

async function foretold(world: World, { acts, twice, fault }: Move): Promise<string | null> {
  const [act, ...others] = acts
  if (!act || others.length > 0 || twice || fault) return null
  return foretell(world, act)
}

async function play(world: World, move: Move, sent: Sent[], told: Told) {
  const calls: (Sent | null)[] = []
  for (const act of move.acts) {
    const call = act.does === 'tick' ? null : await callOf(world, act, sent)
    if (call === undefined) continue
    calls.push(...(move.twice ? [call, call] : [call]))
    if (call) sent.push(call)
  }
  for (const call of calls) note(call, told)
  const flights: Flight<Reply>[] = []
  for (const [nth, call] of calls.entries()) {
    const fault = move.fault && move.fault.whom % calls.length === nth ? move.fault.how : null
    const { openid, route, input, requestId } = call ?? { openid: '', route: 'me.get', input: {}, requestId: '' }
    flights.push(
      call
        ? await world.start(openid, route, input as never, { requestId, fault })
        : ((await world.startTick(fault)) as Flight<Reply>),
    )
  }
  await interleave(flights, move.order)
  const answers = flights.map(flight => flight.answer)
  for (const [nth, answer] of answers.entries()) {
    const booking =
      answer?.ok && calls[nth] ? (answer.data as { booking?: { id: string; status: string } }).booking : null
    if (booking?.status === 'confirmed') told.confirmed.add(booking.id)
  }
  const codes = answers.map(answer => (answer === null ? 'DIED' : answer.ok ? 'OK' : answer.code))
  const failed = codes.some(code => code === 'DIED' || code === 'INTERNAL')
  const injected = move.fault?.how.kind === 'error'
  const wrong = injected ? [] : world.errors.map(line => `INTERNAL: ${line}`)
  world.errors.length = 0
  return { codes, wrong, broken: failed || injected }
}

/** What this call may end is no longer bound to last. */
function note(call: Sent | null, { ended }: Told): void {
  const { bookingId } = (call?.input ?? {}) as { bookingId?: string }
  if (bookingId && (call?.route === 'booking.cancel' || call?.route === 'waitlist.leave')) ended.add(bookingId)
}
