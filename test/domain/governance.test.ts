import {
  answerBy,
  answerLevel,
  decideMerge,
  decideSupport,
  escalated,
  MAX_SUPPORTERS,
  NEED_CATEGORIES,
  type NeedDuty,
} from '@domain/governance/need'
import { type NeedFacts, needStepOf, nextNeedLook } from '@domain/governance/news'
import { type CountedBooking, decideClose, editedMilestones, figuresOf, groupsOf } from '@domain/governance/project'
import { governanceRulesAt, governanceRulesOf } from '@domain/governance/rules'
import {
  decideTopicSupport,
  decideVoice,
  decideVoteDate,
  type Editable,
  edited,
  MAX_TOPIC_SUPPORTERS,
  MAX_VERSIONS,
  voteEnd,
} from '@domain/governance/topic'
import { charactersOf } from '@domain/text'
import { atLocal, DAY, HOUR } from '@domain/time'
import fc from '../random'

const RULES = governanceRulesAt(atLocal('2026-07-01'))
/** A Monday in a month without holidays. */
const MONDAY = atLocal('2026-07-06', 600)

describe('the rules', () => {
  test('are those in force on the local date, and of the first version before it', () => {
    expect(RULES).toMatchObject({ id: '2026-1', answerWorkdays: 15, countyWorkdays: 5, verifiedDays: 365 })
    expect(governanceRulesAt(atLocal('2026-01-01')).id).toBe('2026-1')
    expect(governanceRulesAt(atLocal('2020-01-01')).id).toBe('2026-1')
    expect(governanceRulesOf('2026-1')).toEqual(RULES)
    expect(() => governanceRulesOf('2031-1')).toThrow('2031-1')
  })
})

describe('a need', () => {
  test('is answered within working days by its centre, then its county; the city has no deadline', () => {
    const rules = { answerWorkdays: 3, countyWorkdays: 1 }
    expect(answerBy('centre', MONDAY, rules)).toBe(atLocal('2026-07-10'))
    expect(answerBy('county', MONDAY, rules)).toBe(atLocal('2026-07-08'))
    expect(answerBy('city', MONDAY, rules)).toBe(0)
  })

  test('goes up one level at each deadline that has passed, from the moment of the deadline on', () => {
    const rules = { answerWorkdays: 1, countyWorkdays: 1 }
    const duty: NeedDuty = { level: 'centre', dueAt: atLocal('2026-07-08'), escalations: [] }
    expect(escalated(duty, duty.dueAt - 1, rules)).toBe(duty)
    const county = { level: 'county', dueAt: atLocal('2026-07-10'), escalations: [{ level: 'county', at: duty.dueAt }] }
    expect(escalated(duty, duty.dueAt, rules)).toEqual(county)
    const city = {
      level: 'city',
      dueAt: 0,
      escalations: [
        { level: 'county', at: duty.dueAt },
        { level: 'city', at: county.dueAt },
      ],
    }
    expect(escalated(duty, MONDAY + 60 * DAY, rules)).toEqual(city)
    expect(escalated(city as NeedDuty, MONDAY + 90 * DAY, rules)).toEqual(city)
    // Whether the timer looks at each deadline or only at the end, the result is the same.
    expect(escalated(escalated(duty, duty.dueAt, rules), MONDAY + 60 * DAY, rules)).toEqual(city)
  })

  test('is answered for the lowest level that somebody holds', () => {
    expect(answerLevel(['city', 'county', 'manager'])).toBe('centre')
    expect(answerLevel(['city', 'county'])).toBe('county')
    expect(answerLevel(['city'])).toBe('city')
  })

  test.each<[what: string, need: Parameters<typeof decideSupport>[0], isOwn: boolean, refused: unknown]>([
    ['an open need', { state: 'open', supporters: MAX_SUPPORTERS - 1 }, false, null],
    ['an answered need', { state: 'answered', supporters: 0 }, false, null],
    ['one’s own need', { state: 'open', supporters: 0 }, true, { code: 'OWN_NEED', detail: null }],
    ['a merged need', { state: 'merged', supporters: 0 }, false, { code: 'NEED_CLOSED', detail: { state: 'merged' } }],
    [
      'a need that as many support as are noted',
      { state: 'open', supporters: MAX_SUPPORTERS },
      false,
      { code: 'SUPPORT_FULL', detail: { most: 500 } },
    ],
  ])('supporting %s', (_what, need, isOwn, refused) => {
    expect(decideSupport(need, isOwn)).toEqual(refused)
  })

  test('is merged only into an older one that is not merged, so that no circle arises', () => {
    const need = (_id: string, at: number, state: 'open' | 'answered' | 'merged' = 'open') => ({ _id, at, state })
    expect(decideMerge(need('b', 2), need('a', 1))).toBeNull()
    expect(decideMerge(need('a', 2), need('b', 1))).toBeNull()
    expect(decideMerge(need('b', 2), need('a', 2))).toBeNull()
    for (const [one, into] of [
      [need('a', 2), need('b', 2)],
      [need('a', 2), need('a', 2)],
      [need('b', 1), need('a', 2)],
    ] as const) {
      expect(decideMerge(one, into)).toEqual({ code: 'MERGE_INTO_OLDER', detail: null })
    }
    const closed = { code: 'NEED_CLOSED', detail: { state: 'merged' } }
    expect(decideMerge(need('b', 2, 'merged'), need('a', 1))).toEqual(closed)
    expect(decideMerge(need('b', 2), need('a', 1, 'merged'))).toEqual(closed)
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.nat(3),
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom('a', 'b', 'c'),
        (x, y, a, b) => {
          const both = [decideMerge(need(a, x), need(b, y)), decideMerge(need(b, y), need(a, x))]
          expect(both.filter(refusal => refusal === null).length).toBe(a === b && x === y ? 0 : 1)
        },
      ),
    )
  })

  test('has a category with a name of its own', () => {
    expect(new Set(NEED_CATEGORIES.map(({ label }) => label)).size).toBe(NEED_CATEGORIES.length)
    for (const { id, label } of NEED_CATEGORIES)
      expect([id, label]).toEqual([expect.stringMatching(/^[a-z]+$/), expect.stringMatching(/.{2,}/)])
  })
})

describe('news of a need', () => {
  const topic = (change: Partial<NonNullable<NeedFacts['topic']>> = {}) => ({
    id: 't1',
    state: 'gathering' as const,
    at: 20,
    opensAt: null,
    decision: null,
    project: null,
    ...change,
  })
  const answer = (kind: 'done' | 'topic' | 'declined') => ({ kind, at: 10 })
  const project = (closing: { at: number } | null) => ({ state: 'running' as const, at: 50, closing })

  test.each<[what: string, facts: NeedFacts, key: string | null, at: number, isEnd: boolean, words: string]>([
    ['when nothing has happened', { answer: null, topic: null }, null, 0, false, ''],
    ['answered: done', { answer: answer('done'), topic: null }, 'answered', 10, true, '这就办'],
    ['answered: declined', { answer: answer('declined'), topic: null }, 'answered', 10, true, '办不了'],
    ['answered: a topic will follow', { answer: answer('topic'), topic: null }, 'answered', 10, false, '大家商量'],
    ['a topic', { answer: answer('topic'), topic: topic() }, 'topic-t1', 20, false, '列成了议题'],
    ['a vote', { answer: null, topic: topic({ state: 'voting', opensAt: 30 }) }, 'voting-t1', 30, false, '开始表决'],
    [
      'a vote of which only the topic is known',
      { answer: null, topic: topic({ state: 'voting' }) },
      'voting-t1',
      20,
      false,
      '开始表决',
    ],
    ['a count', { answer: null, topic: topic({ state: 'counted', opensAt: 30 }) }, 'voting-t1', 30, false, '开始表决'],
    [
      'adopted',
      { answer: null, topic: topic({ state: 'decided', decision: { adopted: true, at: 40 } }) },
      'decided-t1',
      40,
      false,
      '：采纳',
    ],
    [
      'not adopted',
      { answer: null, topic: topic({ state: 'decided', decision: { adopted: false, at: 40 } }) },
      'decided-t1',
      40,
      true,
      '没有采纳',
    ],
    [
      'a project',
      { answer: null, topic: topic({ decision: { adopted: true, at: 40 }, project: project(null) }) },
      'project-t1',
      50,
      false,
      '立项',
    ],
    [
      'a project that is closed',
      { answer: null, topic: topic({ project: project({ at: 60 }) }) },
      'closed-t1',
      60,
      true,
      '办完',
    ],
  ])('%s', (_what, facts, key, at, isEnd, words) => {
    const step = needStepOf(facts)
    if (key === null) return expect(step).toBeNull()
    expect(step).toMatchObject({ key, at, isEnd, text: expect.stringContaining(words) })
    const length = charactersOf(step?.short ?? '').length
    expect(length >= 2 && length <= 5).toBe(true)
  })

  test('is looked for at nine and at six, and never at night', () => {
    const at = (hour: number) => atLocal('2026-07-06') + hour * HOUR
    expect(nextNeedLook(at(0))).toBe(at(9))
    expect(nextNeedLook(at(9) - 1)).toBe(at(9))
    expect(nextNeedLook(at(9))).toBe(at(18))
    expect(nextNeedLook(at(18))).toBe(at(33))
    expect(nextNeedLook(at(24) - 1)).toBe(at(33))
  })
})

describe('a topic', () => {
  const topic: Editable = { title: '修电梯', words: '二栋', version: 3, versions: [], supporters: 2 }

  test('whose words change is a new version that nobody supports; the former one is kept if somebody did', () => {
    const text = { title: '修电梯', words: '二栋和三栋' }
    expect(edited(topic, text, 9)).toEqual({
      ...text,
      version: 4,
      supporters: 0,
      versions: [{ version: 3, title: '修电梯', words: '二栋', until: 9, supporters: 2 }],
    })
    expect(edited({ ...topic, supporters: 0 }, text, 9)).toEqual({ ...text, version: 4, supporters: 0, versions: [] })
    expect(edited(topic, { title: '换电梯', words: '二栋' }, 9).version).toBe(4)
    expect(edited(topic, { title: '修电梯', words: '二栋' }, 9)).toBe(topic)
  })

  test('keeps its latest versions only', () => {
    let now: Editable = topic
    for (let n = 0; n < 15; n++) now = { ...edited(now, { title: '修电梯', words: `${n}` }, n), supporters: 1 }
    expect(now.versions.map(({ until }) => until)).toEqual(Array.from({ length: MAX_VERSIONS }, (_, n) => n + 5))
  })

  test.each<[what: string, change: object, version: number, refused: unknown]>([
    ['its present version', {}, 3, null],
    ['a former version', {}, 2, { code: 'TOPIC_CHANGED', detail: { version: 3 } }],
    ['it once people vote', { state: 'voting' }, 3, { code: 'TOPIC_CLOSED', detail: { state: 'voting' } }],
    ['it as one too many', { supporters: MAX_TOPIC_SUPPORTERS }, 3, { code: 'SUPPORT_FULL', detail: { most: 500 } }],
    ['it as the last', { supporters: MAX_TOPIC_SUPPORTERS - 1 }, 3, null],
  ])('supporting %s', (_what, change, version, refused) => {
    const gathering = { state: 'gathering' as const, version: 3, supporters: 0 }
    expect(decideTopicSupport({ ...gathering, ...change }, version)).toEqual(refused)
  })

  test('is voted on until the midnight after a day that lies within the bounds', () => {
    const rules = { voteDaysLeast: 3, voteDaysMost: 30 }
    const wrong = { code: 'VOTE_DATE_WRONG', detail: { from: '2026-07-09', to: '2026-08-05' } }
    expect(decideVoteDate('2026-07-08', MONDAY, rules)).toEqual(wrong)
    expect(decideVoteDate('2026-07-09', MONDAY, rules)).toBeNull()
    expect(decideVoteDate('2026-08-05', MONDAY, rules)).toBeNull()
    expect(decideVoteDate('2026-08-06', MONDAY, rules)).toEqual(wrong)
    expect(voteEnd('2026-07-09')).toBe(atLocal('2026-07-10'))
  })

  test.each<[what: string, topic: Parameters<typeof decideVoice>[0], open: boolean]>([
    ['before the end', { state: 'voting', closesAt: 101 }, true],
    ['at the end', { state: 'voting', closesAt: 100 }, false],
    ['without an end', { state: 'voting', closesAt: null }, false],
    ['before the vote', { state: 'gathering', closesAt: 101 }, false],
  ])('a voice %s', (_what, asked, open) => {
    expect(decideVoice(asked, 100)).toEqual(open ? null : { code: 'TOPIC_CLOSED', detail: { state: asked.state } })
  })
})

describe('a project', () => {
  const booking = (sessionId: string, accountId: string, change: Partial<CountedBooking> = {}): CountedBooking => ({
    sessionId,
    accountId,
    attendees: [{ memberId: 'self' }],
    partySize: 1,
    checkedIn: true,
    stars: null,
    ...change,
  })

  test('counts those who came, each person once, and only their stars', () => {
    const two = { attendees: [{ memberId: 'self' }, { memberId: 'kid' }], partySize: 2 }
    const bookings = [
      booking('s1', 'a', { ...two, stars: 5 }),
      booking('s2', 'a', { stars: 3 }),
      booking('s2', 'b', two),
      booking('s3', 'c', { checkedIn: false, stars: 1 }),
    ]
    expect(figuresOf(4, bookings)).toEqual({
      planned: 4,
      held: 2,
      booked: 6,
      came: 5,
      distinct: 4,
      ratings: 2,
      stars: 8,
    })
    expect(figuresOf(0, [])).toEqual({ planned: 0, held: 0, booked: 0, came: 0, distinct: 0, ratings: 0, stars: 0 })
  })

  test('reads its sessions in groups that fit into one answer, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 })), capacities => {
        const sessions = capacities.map((capacity, n) => ({ n, capacity }))
        const groups = groupsOf(sessions, 100)
        expect(groups.flat()).toEqual(sessions)
        for (const group of groups) {
          expect(group.length).toBeGreaterThan(0)
          expect(group.reduce((sum, { capacity }) => sum + capacity, 0)).toBeLessThanOrEqual(100)
        }
      }),
    )
    expect(groupsOf([{ capacity: 60 }, { capacity: 40 }, { capacity: 1 }], 100).map(group => group.length)).toEqual([
      2, 1,
    ])
    expect(groupsOf([{ capacity: 300 }], 100)).toEqual([[{ capacity: 300 }]])
  })

  test('milestones that were done keep their moment', () => {
    const before = [
      { title: '开工', date: '2026-07-01', doneAt: 5 },
      { title: '完工', date: '2026-08-01', doneAt: null },
    ]
    const edit = (title: string, date: string, done: boolean) => editedMilestones(before, [{ title, date, done }], 9)[0]
    expect(edit('开工', '2026-07-01', true)?.doneAt).toBe(5)
    expect(edit('开工', '2026-07-01', false)?.doneAt).toBeNull()
    expect(edit('完工', '2026-08-01', true)?.doneAt).toBe(9)
    expect(edit('开工', '2026-07-02', true)?.doneAt).toBe(9)
    expect(edit('动工', '2026-07-01', true)).toEqual({ title: '动工', date: '2026-07-01', doneAt: 9 })
  })

  test('is closed with enough ratings or with a reason', () => {
    const rules = { ratingsLeast: 30 }
    expect(decideClose({ ratings: 30 }, '', rules)).toBeNull()
    expect(decideClose({ ratings: 0 }, '人少', rules)).toBeNull()
    expect(decideClose({ ratings: 29 }, '', rules)).toEqual({
      code: 'CLOSE_REASON_NEEDED',
      detail: { ratings: 29, least: 30 },
    })
  })
})
