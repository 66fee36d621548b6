import type { Choice } from '@domain/governance/topic'
import { KEEP } from '@domain/privacy/keep'
import { DAY, localDate, MINUTE } from '@domain/time'
import { aNeed, aTopic } from '../../worlds/fixtures/governance'
import { aCentre, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

/** Topics from the needs that they gather to the published decision. */

const START = Date.parse('2026-09-21T02:00:00Z')
const LAST_DAY = localDate(START + 7 * DAY)
const CLOSES = Date.parse(`${LAST_DAY}T00:00:00+08:00`) + DAY
const TOPIC = 'topic-class'
const VOTERS = ['mum', 'dad', 'nan']
const STAFF = ['desk', 'other-desk', 'manager', 'county', 'city']
const world = openWorld()
const { ask, codeOf } = callsOf(world)

const tickAt = async (moment: number) => {
  world.setClock(moment)
  await (await world.startTick()).finish()
}
const seen = async (openid: string) => (await ask(openid, 'topic.get', { topicId: TOPIC })).topic
const vote = (openid: string, choice: Choice, requestId?: string) =>
  codeOf(openid, 'topic.vote', { topicId: TOPIC, choice }, requestId)
const paper = (openid: string, choice: Choice, requestId?: string, name = '陈桂英') =>
  codeOf(openid, 'staff.enterVote', { centreId: CENTRE, topicId: TOPIC, name, lastFour: '1234', choice }, requestId)
const revision = async () => (await world.stored('topics'))[0]?.revision ?? 0
const edit = async (text: { title?: string; words?: string; needIds?: string[] }) => {
  const [topic] = await world.stored('topics')
  const { title = '', words = '', needIds = [] } = { ...topic, ...text }
  const input = { centreId: CENTRE, topicId: TOPIC, revision: topic?.revision ?? 0, title, words, needIds }
  return ask('manager', 'office.saveTopic', input)
}
const openVote = async (lastDay = LAST_DAY, meeting: { sessionId?: string } = {}, requestId?: string) => {
  const input = { centreId: CENTRE, topicId: TOPIC, revision: await revision(), lastDay, ...meeting }
  return codeOf('manager', 'office.openVote', input, requestId)
}

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre(), aCentre({ _id: 'other', county: '红塔区' })],
    offerings: [anOffering()],
    sessions: [aSession(START, { startsAt: START + 10 * MINUTE })],
    needs: [aNeed(), aNeed({ _id: 'need-brush', at: 2 }), aNeed({ _id: 'need-other', centreId: 'other' })],
    topics: [aTopic()],
    staff: [
      aStaff('desk'),
      aStaff('other-desk'),
      aStaff('manager', { role: 'manager' }),
      aStaff('elsewhere', { role: 'manager', centreId: 'other' }),
      anOfficer('county', '江川区'),
      anOfficer('city'),
    ],
  })
  for (const openid of VOTERS) {
    const { booking } = await ask(openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })
    await ask('desk', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
  }
})

test('an edit of the text makes a version that supporters are asked about again, and nobody supports what they have not read', async () => {
  await edit({ title: '周末写字班' })
  expect(await seen('mum')).toMatchObject({ version: 2, supporters: 0, support: 'none', versions: [] })
  // Their page still shows the former text.
  expect(await codeOf('mum', 'topic.support', { topicId: TOPIC, version: 1 })).toBe('TOPIC_CHANGED')
  for (const openid of ['mum', 'mum', 'dad']) await ask(openid, 'topic.support', { topicId: TOPIC, version: 2 })
  expect(await seen('mum')).toMatchObject({ supporters: 2, support: 'given' })
  await edit({ needIds: ['need-class', 'need-brush'] })
  expect(await seen('mum')).toMatchObject({ version: 2, supporters: 2, needs: 2 })
  await edit({ words: '每周日下午' })
  expect(await seen('mum')).toMatchObject({
    version: 3,
    supporters: 0,
    support: 'changed',
    versions: [{ version: 2, title: '周末写字班', supporters: 2 }],
  })
  const changed = async (openid: string) => (await ask(openid, 'topic.list', { centreId: CENTRE })).changed
  expect([await changed('mum'), await changed('nan')]).toEqual([[TOPIC], []])
  expect(await codeOf('nan', 'topic.support', { topicId: TOPIC, version: 2 })).toBe('TOPIC_CHANGED')
  await ask('mum', 'topic.support', { topicId: TOPIC, version: 3 })
  expect(await seen('mum')).toMatchObject({ supporters: 1, support: 'given' })
  expect(await changed('mum')).toEqual([])
})

test('the meeting of a topic can be booked when the vote opens, and is shown as it stands', async () => {
  await world.seed({
    sessions: ['called-off', 'meeting'].map(_id =>
      aSession(START, { _id, startsAt: START + DAY, status: _id === 'meeting' ? 'open' : 'cancelled' }),
    ),
  })
  const meeting = { sessionId: 'meeting' }
  expect(await openVote(LAST_DAY, { sessionId: 'called-off' })).toBe('SESSION_NOT_FOUND')
  expect(await openVote(LAST_DAY, meeting, 'request-open')).toBe('OK')
  await world.change('sessions', 'meeting', { startsAt: START + 2 * DAY })
  expect((await seen('mum')).meeting).toMatchObject({ sessionId: 'meeting', startsAt: START + 2 * DAY })
  await world.change('sessions', 'meeting', { status: 'cancelled' })
  expect(await openVote(LAST_DAY, meeting, 'request-open')).toBe('OK')
  expect((await seen('mum')).meeting).toBeNull()
})

test('two managers do not overwrite each other, and a topic gathers needs of its own centre only', async () => {
  const text = { centreId: CENTRE, topicId: TOPIC, revision: 1, title: '一', words: '一', needIds: ['need-class'] }
  expect(await codeOf('manager', 'office.saveTopic', text)).toBe('OK')
  expect(await codeOf('county', 'office.saveTopic', { ...text, title: '二' })).toBe('TOPIC_EDITED')
  const needIds = ['need-class', 'need-other']
  expect(await codeOf('manager', 'office.saveTopic', { ...text, revision: 2, needIds })).toBe('NEED_NOT_FOUND')
  expect(await codeOf('elsewhere', 'office.saveTopic', text)).toBe('FORBIDDEN')
  const elsewhere = { ...text, centreId: 'other', needIds: ['need-other'] }
  expect(await codeOf('elsewhere', 'office.saveTopic', elsewhere)).toBe('TOPIC_NOT_FOUND')
})

test('a topic is voted on until midnight of the last day, counted, and decided; the need shows it', async () => {
  expect(await openVote(localDate(START + DAY))).toBe('VOTE_DATE_WRONG')
  expect(await vote('mum', 'for')).toBe('TOPIC_CLOSED')
  expect(await openVote()).toBe('OK')
  expect(await seen('mum')).toMatchObject({ state: 'voting', closesAt: CLOSES, votedAt: null })
  expect(await vote('stranger', 'for')).toBe('NOT_VERIFIED')
  expect(await vote('mum', 'for', 'request-mum-1')).toBe('OK')
  expect(await vote('mum', 'for', 'request-mum-1')).toBe('OK')
  expect(await vote('mum', 'against', 'request-mum-1')).toBe('REQUEST_REUSED')
  expect(await vote('mum', 'for')).toBe('ALREADY_VOTED')
  expect((await Promise.all(Array.from({ length: 8 }, () => vote('dad', 'against')))).sort()).toEqual([
    ...Array.from({ length: 7 }, () => 'ALREADY_VOTED'),
    'OK',
  ])
  const decision = { centreId: CENTRE, topicId: TOPIC, adopted: true, reasons: '想学的人多' }
  expect(await codeOf('manager', 'office.decideTopic', decision)).toBe('TOPIC_CLOSED')
  await tickAt(CLOSES)
  expect(await seen('mum')).toMatchObject({ state: 'voting', result: null })
  expect(await vote('nan', 'for')).toBe('TOPIC_CLOSED')
  await tickAt(CLOSES + 3 * MINUTE)
  expect(await seen('nan')).toMatchObject({
    state: 'counted',
    result: { for: 1, against: 1, abstain: 0, counter: 0 },
  })
  expect(await codeOf('manager', 'office.decideTopic', decision, 'request-decision')).toBe('OK')
  expect(await codeOf('manager', 'office.decideTopic', decision, 'request-decision')).toBe('OK')
  expect(await seen('nan')).toMatchObject({ state: 'decided', decision: { adopted: true, reasons: '想学的人多' } })
  expect((await ask('nan', 'need.get', { needId: 'need-class' })).need.topic).toMatchObject({
    id: TOPIC,
    state: 'decided',
  })
})

test('a voice whose call began before the end is counted, however late it is stored', async () => {
  await openVote()
  world.setClock(CLOSES - 1)
  const input = { topicId: TOPIC, choice: 'for' as const }
  const late = await world.start('mum', 'topic.vote', input, { requestId: 'request-late-1' })
  await late.step()
  await tickAt(CLOSES + MINUTE)
  expect(await world.stored('topics')).toMatchObject([{ state: 'voting' }])
  expect((await late.finish())?.ok).toBe(true)
  await tickAt(CLOSES + 3 * MINUTE)
  expect((await seen('mum')).result).toMatchObject({ for: 1 })
})

/** Everything that anybody can read about the topic, by role and route; what only says that oneself has voted is left out. */
async function everythingSeen(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  const reads = [
    ['topic.get', { topicId: TOPIC }],
    ['topic.list', { centreId: CENTRE }],
    ['need.get', { needId: 'need-class' }],
    ['need.list', { centreId: CENTRE }],
    ['need.mine', {}],
    ['me.export', {}],
    ['office.topics', { centreId: CENTRE }],
    ['office.needs', { centreId: CENTRE, waiting: true }],
    ['office.journal', { centreId: CENTRE }],
    ['office.tasks', { centreId: CENTRE }],
    ['office.setbacks', { centreId: CENTRE }],
    ['office.watch', {}],
  ] as const
  for (const openid of [...VOTERS, 'stranger', ...STAFF])
    for (const [route, input] of reads) {
      const reply = await (await world.start(openid, route, input, { requestId: 'request-read-1' })).finish()
      found[`${openid} ${route}`] = reply
    }
  return found
}

test('before a vote is counted no role learns by any route what was voted', async () => {
  await openVote()
  const restore = world.keep()
  const seenAfter = async (choices: readonly Choice[]) => {
    restore()
    world.setClock(START + DAY)
    for (const [n, openid] of VOTERS.entries())
      expect(await vote(openid, choices[n] ?? 'abstain', `request-vote-${n}`)).toBe('OK')
    const slip = choices[0] ?? 'abstain'
    expect(await paper('desk', slip, 'request-slip-1')).toBe('OK')
    expect(await paper('other-desk', slip, 'request-slip-2')).toBe('OK')
    world.setClock(CLOSES + MINUTE)
    await (await world.startTick()).finish()
    return everythingSeen()
  }
  const [all, none, mixed] = [
    await seenAfter(['for', 'for', 'for']),
    await seenAfter(['against', 'against', 'against']),
    await seenAfter(['for', 'abstain', 'against']),
  ]
  expect(Object.keys(all)).toHaveLength((VOTERS.length + 1 + STAFF.length) * 12)
  // The ids of journal rows are keyed hashes of the input; they tell nothing to who has not the key.
  const withoutIds = (value: unknown) => JSON.stringify(value).replace(/"id":"[a-z2-7]{20}"/g, '"id":""')
  for (const other of [none, mixed])
    for (const [what, reply] of Object.entries(all))
      expect([what, withoutIds(other[what])]).toEqual([what, withoutIds(reply)])
})

test('before a vote is counted, nobody learns how many have voted', async () => {
  await openVote()
  const restore = world.keep()
  const outsiders = ['stranger', ...STAFF]
  const seenBy = async () => {
    world.setClock(CLOSES + MINUTE)
    await (await world.startTick()).finish()
    const found = await everythingSeen()
    const about = Object.entries(found).filter(
      ([what]) =>
        outsiders.some(openid => what.startsWith(`${openid} `)) && /(topic|need|topics|needs|tasks)\b/.test(what),
    )
    return JSON.stringify(about)
  }
  const before = await seenBy()
  restore()
  world.setClock(START + DAY)
  for (const openid of VOTERS) expect(await vote(openid, 'for')).toBe('OK')
  expect(await seenBy()).toBe(before)
})

test('a voice from a paper counts once two members of staff have entered the same', async () => {
  await openVote()
  expect(await paper('desk', 'for', 'request-paper-1')).toBe('OK')
  expect(await paper('desk', 'for', 'request-paper-1')).toBe('OK')
  expect(await paper('desk', 'for')).toBe('SECOND_PERSON_NEEDED')
  expect(await paper('other-desk', 'against')).toBe('VOTE_DIFFERS')
  expect(await paper('desk', 'against')).toBe('OK')
  // A late copy of the first entry does not restore its choice.
  expect(await paper('desk', 'for', 'request-paper-1')).toBe('OK')
  expect((await world.stored('topicvotes')).map(({ choice }) => choice)).toEqual(['against'])
  expect((await Promise.all(['other-desk', 'manager'].map(openid => paper(openid, 'against')))).sort()).toEqual([
    'ALREADY_VOTED',
    'OK',
  ])
  expect(await paper('desk', 'for')).toBe('ALREADY_VOTED')
  expect(await paper('desk', 'for', undefined, '王大爷')).toBe('OK')
  expect(await paper('mum', 'for')).toBe('FORBIDDEN')
  expect(await paper('elsewhere', 'for')).toBe('FORBIDDEN')
  expect(JSON.stringify([await world.stored('topicvotes'), await world.stored('journal')])).not.toMatch(/陈桂英|1234/)
  await tickAt(CLOSES + 3 * MINUTE)
  // What only one has entered does not count.
  expect((await seen('mum')).result).toEqual({ for: 0, against: 1, abstain: 0, counter: 1 })
})

test('voices are deleted thirty days after the end, but never before they are counted', async () => {
  await openVote()
  await vote('mum', 'for')
  const unwritable = async () => {
    throw new Error('this document cannot be written')
  }
  world.wrapStore(store => ({ ...store, topics: { ...store.topics, update: unwritable } }))
  await tickAt(CLOSES + KEEP.vote + DAY)
  expect(await world.stored('topicvotes')).toHaveLength(1)
  world.wrapStore(store => store)
  await tickAt(CLOSES + KEEP.vote + 2 * DAY)
  expect((await seen('mum')).result).toMatchObject({ for: 1 })
  await tickAt(CLOSES + KEEP.vote + 3 * DAY)
  expect(await world.stored('topicvotes')).toEqual([])
  await tickAt(START + KEEP.need + DAY)
  expect(await world.stored('topics')).toMatchObject([{ voices: {}, requests: [], result: { for: 1 } }])
})
