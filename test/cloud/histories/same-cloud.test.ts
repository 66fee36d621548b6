import { seedHashOf } from '@domain/ballot/draw'
import { MINUTE } from '@domain/time'
import fc from '../../random'
import { openWorld, type World } from '../in-process/world'
import { cloudNow } from '../support/clock'
import type { Stored } from '../support/test-cloud'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'
import type { SentCall } from './calls/call'
import { callOf } from './calls/call-of'
import { type History, historiesOf } from './history'
import { THEMES } from './themes/all'
import { START, setStage, stageOf } from './themes/stage'
import type { Theme } from './themes/theme'

/**
 * The histories run on a store in memory. Here a sample of them, one call after the other, also runs on the whole local cloud,
 * through the SDK, HTTP, function instances and the engine on disk: every answer and every stored document must be equal.
 */
const SAMPLE = THEMES.map(theme => {
  const [history = []] = fc.sample(historiesOf(theme), { numRuns: 1, seed: 20_260_704 })
  return { name: theme.name, theme, history }
})

/** Avoids the exact moment of a deadline: the clock of the whole cloud runs on between two calls. */
const OFF_THE_MARK = 13_000

interface Cloud extends Pick<World, 'stored' | 'now' | 'setClock'> {
  send: (call: SentCall) => Promise<string>
  tick: () => Promise<unknown>
}

async function codesOf(cloud: Cloud, theme: Theme, history: History): Promise<string[]> {
  const sent: SentCall[] = []
  const codes: string[] = []
  for (const [nth, { after, acts }] of history.entries()) {
    cloud.setClock(cloud.now() + Math.max(after, MINUTE) + OFF_THE_MARK + nth * 1000)
    for (const act of acts) {
      if (act.does === 'tick') {
        await cloud.tick()
        continue
      }
      const call = await callOf(cloud, theme, act, sent)
      if (!call) continue
      sent.push(call)
      codes.push(`${call.route} ${await cloud.send(call)}`)
    }
  }
  return codes
}

/** Seeds are random; here both clouds get the same ones. */
function seedsOf({ sessions }: Theme) {
  const ballots = sessions
    .filter(({ rules }) => rules.ballot)
    .map(({ _id }) => {
      const seed = `seed of ${_id}`
      return { _id, seed, seedHash: seedHashOf(seed), madeAt: START, closing: `closing of ${_id}` }
    })
  return ballots.length > 0 ? { ballots } : {}
}

async function storedState({ stored }: Stored) {
  const [sessions, bookings, accounts, checkins, noshows, enrolments, rows, closes] = await Promise.all([
    stored('sessions'),
    stored('bookings'),
    stored('accounts'),
    stored('checkins'),
    stored('noshows'),
    stored('enrolments'),
    stored('tillrows'),
    stored('tillcloses'),
  ])
  const byId = <Row extends { _id: string }>(rows: Row[]) => rows.sort((a, b) => (a._id < b._id ? -1 : 1))
  return {
    rows: byId(rows).map(({ _id, what, way, entries }) => ({ _id, what, way, entries })),
    closes: byId(closes).map(({ _id, date, sums, counted }) => ({ _id, date, sums, counted })),
    sessions: byId(sessions).map(({ claims, offers, waitlist, ...session }) => {
      const { _id, status, seatsLeft, waiting, capacity, moves, reserve, spots, closures = {}, drawn } = session
      const stages = [claims, offers, waitlist].map(stage => Object.keys(stage).sort())
      const closed = Object.entries(closures).map(([id, { opened }]) => `${id} ${opened === null}`)
      const { counters, kitchen } = session
      const left = { seatsLeft, waiting, capacity, moves, reserve, spots, counters, kitchen }
      return { _id, status, ...left, closed: closed.sort(), drawn, stages }
    }),
    bookings: byId(bookings).map(({ _id, status, moves, missed, waitEvents, releasing, cancelledBy, rank, unit }) => {
      const steps = Object.values(waitEvents).map(({ what, reason }) => `${what} ${reason}`)
      return { _id, status, moves, missed, releasing, cancelledBy, rank, unit, steps: steps.sort() }
    }),
    accounts: byId(accounts).map(({ _id, ledger, revision, missed }) => {
      // Compares how often, not when: the clock of the whole cloud has advanced by some milliseconds.
      const counts = Object.entries(missed).map(([who, times]) => `${who} ${times.length}`)
      return { _id, revision, ledger: Object.keys(ledger).sort(), missed: counts.sort() }
    }),
    checkins: byId(checkins).map(({ _id, what, way }) => ({ _id, what, way })),
    noshows: byId(noshows).map(({ _id, state }) => ({ _id, state })),
    enrolments: byId(enrolments).map(({ _id, state, sessions: parts }) => ({ _id, state, parts: parts.length })),
  }
}

const world = openWorld()
let whole: WholeCloud
beforeAll(async () => {
  whole = await startWholeCloud({ maxInstances: 1 })
})
afterAll(() => whole.close())

test.each(SAMPLE)('a history of $name is the same on both', async ({ theme, history }) => {
  await setStage(world, theme)
  await world.seed(seedsOf(theme))
  const inProcess = await codesOf(
    {
      ...world,
      send: async ({ openid, route, input, requestId }) => {
        const reply = await (await world.start(openid, route, input as never, { requestId })).finish()
        return reply?.ok ? 'OK' : (reply?.code ?? '')
      },
      tick: async () => (await world.startTick()).finish(),
    },
    theme,
    history,
  )
  let now = START
  whole.later(START - cloudNow())
  for (const name of whole.engine.collections()) await whole.engine.remove(name, { filter: {}, multi: true })
  await whole.seed({ ...stageOf(theme), ...seedsOf(theme) })
  const onTheCloud = await codesOf(
    {
      stored: whole.stored,
      now: () => now,
      setClock: to => {
        now = to
        whole.later(to - cloudNow())
      },
      send: ({ openid, route, input, requestId }) => whole.codeOf(openid, route, input as never, { requestId }),
      tick: whole.tick,
    },
    theme,
    history,
  )
  expect(onTheCloud).toEqual(inProcess)
  expect(new Set(onTheCloud).size).toBeGreaterThan(5)
  expect(await storedState(whole)).toEqual(await storedState(world))
})
