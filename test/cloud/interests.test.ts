import { DAY, HOUR } from '@domain/time'
import { aCentre, anOffering, CENTRE } from '../../worlds/fixtures/index'
import { MANAGER, presetRules, publishing, saveClass, saveDraft, timeIn } from './office/support'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** Whoever wants to hear of new classes is told once of the first one that fits. */

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], staff: [MANAGER] })
})
afterEach(async () => expect(await invariantViolations(cloud)).toEqual([]))
afterAll(() => cloud.close())

const ANY = { category: null, centreId: null, age: null }
const add = (openid: string, wish: object = {}, options = {}) =>
  cloud.ask(openid, 'interest.add', { ...ANY, ...wish }, options)
const told = async (openid: string) =>
  (await cloud.outbox(openid)).filter(({ templateId }) => templateId.includes('opened'))
const waits = async (openid: string) => (await cloud.ask(openid, 'interest.list', {})).interests.length

/** Publishes a class three days from now, and lets the timer tell of it. */
async function publish(days = 3, clock = '14:30') {
  const audience = { ageMin: 50, ageMax: null, accompanied: 'no' as const }
  const rules = { ...presetRules('first-come'), audience }
  const draft = await saveDraft(cloud, await saveClass(cloud, { rules }), timeIn(days, clock))
  await cloud.ask('manager', 'office.publish', publishing(draft))
  await cloud.tick()
  return draft.id
}

test('a new class is told to those whom it fits, once for each consent, and the wish is over then', async () => {
  await add('any')
  await add('here', { centreId: CENTRE })
  await add('kind', { category: 'elders' })
  await add('other-kind', { category: 'night-school' })
  await add('child', { category: 'elders', age: 4 })
  cloud.later(1000)
  const sessionId = await publish()
  const [message] = await told('any')
  expect(message?.page).toContain(`sessionId=${sessionId}`)
  const counts = async () =>
    Promise.all(['any', 'here', 'kind', 'other-kind', 'child'].map(async one => (await told(one)).length))
  expect(await counts()).toEqual([1, 1, 1, 0, 0])
  expect(await Promise.all(['any', 'other-kind', 'child'].map(waits))).toEqual([0, 1, 1])
  await publish(4)
  expect(await counts()).toEqual([1, 1, 1, 0, 0])
  cloud.later(2 * DAY)
  await cloud.tick()
  expect(await cloud.stored('notices')).toEqual([])
})

test('two consents are two messages, one for each publication', async () => {
  await add('mum')
  await add('mum', { centreId: CENTRE })
  cloud.later(1000)
  await publish()
  expect([(await told('mum')).length, await waits('mum')]).toEqual([1, 1])
  await publish(4)
  expect([(await told('mum')).length, await waits('mum')]).toEqual([2, 0])
})

test('who asks after a publication hears of the next one, and who takes it back of none', async () => {
  const draft = await saveDraft(cloud, await saveClass(cloud), timeIn(3, '14:30'))
  await cloud.ask('manager', 'office.publish', publishing(draft))
  cloud.later(HOUR)
  await add('late')
  const [interest] = (await add('gone')).interests
  await cloud.tick()
  expect(await told('late')).toEqual([])
  await cloud.ask('gone', 'interest.remove', { interestId: interest?.id ?? '' })
  cloud.later(2 * HOUR)
  await publish(4)
  expect([(await told('late')).length, (await told('gone')).length]).toEqual([1, 0])
})

test('a late copy of a request renews no wish that was told, and a household waits for five kinds at most', async () => {
  const requestId = 'the-first-wish'
  await add('mum', {}, { requestId })
  cloud.later(1000)
  await publish()
  await add('mum', {}, { requestId })
  expect(await waits('mum')).toBe(0)
  for (const age of [1, 2, 3, 4, 5]) await add('mum', { age })
  await add('mum', { age: 5 })
  expect(await cloud.send('mum', 'interest.add', { ...ANY, age: 6 })).toMatchObject({
    reply: { code: 'INTEREST_LIMIT', detail: { max: 5 } },
  })
})

test('a wish is forgotten after half a year, and with its account', async () => {
  await add('old', { category: 'safety' })
  await add('erased')
  await cloud.ask('erased', 'me.erase', {})
  cloud.later(1000)
  await publish()
  expect(await told('erased')).toEqual([])
  cloud.later(2 * DAY)
  await cloud.tick()
  expect(await waits('old')).toBe(1)
  cloud.later(182 * DAY)
  await cloud.tick()
  expect(await waits('old')).toBe(0)
  cloud.later(0)
})
