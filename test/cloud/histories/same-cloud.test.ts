import { MINUTE } from '@domain/time'
import fc from 'fast-check'
import { openWorld, type World } from '../in-process/world'
import { cloudNow } from '../support/clock'
import { type Stored, startTestCloud, type TestCloud } from '../support/cloud'
import { callOf, type Sent } from './calls'
import { type History, histories } from './history'
import { START, setStage, theStage } from './stage'

/**
 * The histories run on a store of their own, straight on the engine. Here the same histories, one call after the other,
 * are lived on the whole local cloud as well, through the SDK, HTTP and function instances: every answer and everything
 * stored must be the same.
 */
const SAMPLE = fc.sample(histories, { numRuns: 5, seed: 20_260_701 })

/** Never at the very moment when something is due: the cloud's own clock runs on between two calls. */
const OFF_THE_MARK = 13_000

interface Cloud extends Pick<World, 'stored' | 'now' | 'setClock'> {
  send: (call: Sent) => Promise<string>
  tick: () => Promise<unknown>
}

async function codesOf(cloud: Cloud, history: History): Promise<string[]> {
  const sent: Sent[] = []
  const codes: string[] = []
  for (const [nth, { after, acts }] of history.entries()) {
    cloud.setClock(cloud.now() + Math.max(after, MINUTE) + OFF_THE_MARK + nth * 1000)
    for (const act of acts) {
      if (act.does === 'tick') {
        await cloud.tick()
        continue
      }
      const call = await callOf(cloud, act, sent)
      if (!call) continue
      sent.push(call)
      codes.push(`${call.route} ${await cloud.send(call)}`)
    }
  }
  return codes
}

async function leftBehind({ stored }: Stored) {
  const [sessions, bookings, accounts, checkins, noshows] = await Promise.all([
    stored('sessions'),
    stored('bookings'),
    stored('accounts'),
    stored('checkins'),
    stored('noshows'),
  ])
  const byId = <Row extends { _id: string }>(rows: Row[]) => rows.sort((a, b) => (a._id < b._id ? -1 : 1))
  return {
    sessions: byId(sessions).map(({ _id, status, seatsLeft, waiting, capacity, claims, offers, waitlist, moves }) => {
      const stages = [claims, offers, waitlist].map(stage => Object.keys(stage).sort())
      return { _id, status, seatsLeft, waiting, capacity, moves, stages }
    }),
    bookings: byId(bookings).map(({ _id, status, moves, missed, waitEvents, releasing, cancelledBy }) => {
      const steps = Object.values(waitEvents).map(({ what, reason }) => `${what} ${reason}`)
      return { _id, status, moves, missed, releasing, cancelledBy, steps: steps.sort() }
    }),
    accounts: byId(accounts).map(({ _id, ledger, revision, missed }) => {
      return { _id, revision, ledger: Object.keys(ledger).sort(), missed }
    }),
    checkins: checkins.length,
    noshows: byId(noshows).map(({ _id, state }) => ({ _id, state })),
  }
}

let world: World
let whole: TestCloud
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  whole = await startTestCloud({ maxInstances: 1 })
})
afterEach(() => whole.close())

test.each(SAMPLE.map((history, nth) => [nth, history] as const))(
  'history %d is the same on both',
  async (_n, history) => {
    await setStage(world)
    const inProcess = await codesOf(
      {
        ...world,
        send: async ({ openid, route, input, requestId }) => {
          const reply = await (await world.start(openid, route, input as never, { requestId })).land()
          return reply?.ok ? 'OK' : (reply?.code ?? '')
        },
        tick: async () => (await world.startTick()).land(),
      },
      history,
    )
    let now = START
    whole.later(START - cloudNow())
    await whole.seed(theStage())
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
      history,
    )
    expect(onTheCloud).toEqual(inProcess)
    expect(onTheCloud.length).toBeGreaterThan(5)
    expect(await leftBehind(whole)).toEqual(await leftBehind(world))
  },
)
