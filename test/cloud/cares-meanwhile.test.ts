import { MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/** What happens to a child of two homes between any two steps of a call. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let code = ''

const send = async (openid: string, route: string, input: object, requestId = `request-${openid}-${route}`) => {
  const call = await world.start(openid, route as never, input as never, { requestId: requestId.replaceAll('.', '-') })
  return call
}

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { _id: 'wanted' })],
    accounts: [aHousehold('mum', now)],
  })
  const reply = await (await send('mum', 'care.invite', { memberId: 'guoguo', name: '爸爸' })).finish()
  code = (reply?.ok && (reply.data as { carers: { code: string }[] }).carers[0]?.code) || ''
})

test.each([
  ['mum', 'dad'],
  ['dad', 'mum'],
])('%s is erased while the code is accepted: nothing of them stays at %s', async (erased, other) => {
  const restore = world.keep()
  for (let steps = 0, over = false; !over; steps++) {
    restore()
    world.setClock(now)
    const call = await send('dad', 'care.accept', { code })
    for (let step = 0; step < steps && !call.isOver; step++) await call.step()
    over = call.isOver
    world.setClock(now + 1000)
    await (await send(erased, 'me.erase', {})).finish()
    await call.finish()
    for (const minutes of [3, 6, 9]) {
      world.setClock(now + minutes * MINUTE)
      await (await world.startTick()).finish()
    }
    const left = await world.stored('accounts', { _id: accountIdOf(other) })
    expect([steps, JSON.stringify(left).includes(accountIdOf(erased))]).toEqual([steps, false])
    expect(await invariantViolations(world, now + 9 * MINUTE)).toEqual([])
  }
})

test('two who use one code at once: one of them cares for the child', async () => {
  const calls = await Promise.all(['dad', 'stranger'].map(openid => send(openid, 'care.accept', { code })))
  while (calls.some(call => !call.isOver)) for (const call of calls) if (!call.isOver) await call.step()
  const codes = (await Promise.all(calls.map(call => call.finish()))).map(reply => (reply?.ok ? 'OK' : reply?.code))
  expect(codes.sort()).toEqual(['CARE_CODE_WRONG', 'OK'])
  const noted = (await world.stored('accounts')).filter(({ caring = {} }) => Object.keys(caring).length > 0)
  expect(noted).toHaveLength(1)
})

test('both parents book overlapping sessions at once: one is booked', async () => {
  const [wanted] = await world.stored('sessions', { _id: 'wanted' })
  const startsAt = wanted?.startsAt ?? 0
  await world.seed({ sessions: [aSession(now, { _id: 'beside', startsAt, endsAt: startsAt + 60 * MINUTE })] })
  const accepted = await (await send('dad', 'care.accept', { code })).finish()
  const careId = (accepted?.ok && (accepted.data as { children: { id: string }[] }).children[0]?.id) || ''
  const calls = [
    await send('mum', 'booking.create', { sessionId: 'wanted', memberIds: ['guoguo'] }),
    await send('dad', 'care.book', { careId, sessionId: 'beside' }),
  ]
  while (calls.some(call => !call.isOver)) for (const call of calls) if (!call.isOver) await call.step()
  const codes = (await Promise.all(calls.map(call => call.finish()))).map(reply => (reply?.ok ? 'OK' : reply?.code))
  expect(codes.sort()).toEqual(['OK', 'TIME_OVERLAP'])
  world.setClock(now + 5 * MINUTE)
  await (await world.startTick()).finish()
  expect(await invariantViolations(world, now + 5 * MINUTE)).toEqual([])
})
