import type { Reply } from '@domain/contracts/reply'
import { MINUTE } from '@domain/time'
import { type Flight, interleave } from '../in-process/flight'
import type { World } from '../in-process/world'
import { invariantViolations } from '../support/invariants'
import type { SentCall } from './calls/call'
import { callOf } from './calls/call-of'
import type { History, Move } from './history'
import { predict } from './model/predict'
import { Promises } from './promises'
import { setStage } from './themes/stage'
import type { Theme } from './themes/theme'
import { writeViolations } from './write-violations'

/**
 * Runs a history and returns the violations, empty when there are none. Whenever no call is running and none has died, every
 * invariant must hold; after a crash they must hold again once the timer has run.
 */
export async function runHistory(world: World, theme: Theme, history: History): Promise<string[]> {
  await setStage(world, theme)
  const sent: SentCall[] = []
  const promises = new Promises()
  let broken = false
  const badWrites: string[] = []
  world.watch(write => {
    badWrites.push(...writeViolations(write))
    promises.onWrite(write)
  })
  for (const [nth, move] of history.entries()) {
    world.setClock(world.now() + move.after)
    const expected = broken ? null : await predictCodes(world, theme, move)
    const played = await play(world, theme, move, sent, promises)
    broken ||= played.broken
    const wrong = [...played.wrong, ...badWrites]
    if (expected !== null && !played.broken && !expected.includes(played.codes[0] ?? '')) {
      wrong.push(`${JSON.stringify(move.acts)} was answered ${played.codes[0]}, predicted was ${expected.join(' or ')}`)
    }
    if (broken && move.heals) {
      await heal(world)
      broken = false
    }
    if (!broken) wrong.push(...(await violationsAtRest(world, promises)))
    if (wrong.length > 0) return wrong.map(line => `after move ${nth}: ${line}`)
  }
  await heal(world)
  return [...badWrites, ...(await violations(world, promises))].map(line => `in the end: ${line}`)
}

/** Runs the timer after the platform has ended every call that could still be running. */
async function heal(world: World): Promise<void> {
  world.setClock(world.now() + 3 * MINUTE)
  for (let tick = 0; tick < 3; tick++) {
    await (await world.startTick()).finish()
    world.setClock(world.now() + MINUTE)
  }
}

/** Returns the violations while no call runs, after the timer has finished what was left to it. */
async function violationsAtRest(world: World, promises: Promises): Promise<string[]> {
  if ((await violations(world, promises)).length === 0) return []
  for (let tick = 0; tick < 2; tick++) await (await world.startTick()).finish()
  return violations(world, promises)
}

async function violations(world: World, promises: Promises): Promise<string[]> {
  return [...(await invariantViolations(world, world.now())), ...(await promises.brokenPromises(world))]
}

/** Returns the codes that the model predicts for a call that runs alone. */
async function predictCodes(world: World, theme: Theme, { acts, twice, fault }: Move): Promise<string[] | null> {
  const [act, ...others] = acts
  if (!act || others.length > 0 || twice || fault) return null
  return predict(world, theme, act)
}

/** Runs all calls of a move at once, in the order that the move defines. */
async function play(world: World, theme: Theme, move: Move, sent: SentCall[], promises: Promises) {
  const calls: (SentCall | null)[] = []
  const firsts = new Set<SentCall>()
  for (const act of move.acts) {
    const call = act.does === 'tick' ? null : await callOf(world, theme, act, sent)
    if (call === undefined) continue
    calls.push(...(move.twice ? [call, call] : [call]))
    if (!call) continue
    if (!sent.includes(call)) firsts.add(call)
    sent.push(call)
    promises.onSend(call)
  }
  const flights: Flight<Reply>[] = []
  for (const [nth, call] of calls.entries()) {
    const fault = move.fault && move.fault.whom % calls.length === nth ? move.fault.how : null
    flights.push(
      call
        ? await world.start(call.openid, call.route, call.input as never, {
            requestId: call.requestId,
            isFirst: firsts.has(call),
            fault,
          })
        : ((await world.startTick(fault)) as Flight<Reply>),
    )
  }
  await interleave(flights, move.order)
  const answers = flights.map(flight => flight.answer)
  for (const [nth, call] of calls.entries()) if (call) promises.onReply(call, answers[nth] ?? null)
  const codes = answers.map(answer => (answer === null ? 'DIED' : answer.ok ? 'OK' : answer.code))
  const failed = codes.some(code => code === 'DIED' || code === 'INTERNAL')
  const injected = move.fault?.how.kind === 'error'
  const wrong = injected ? [] : world.errors.map(line => `INTERNAL: ${line}`)
  world.errors.length = 0
  return { codes, wrong, broken: failed || injected }
}
