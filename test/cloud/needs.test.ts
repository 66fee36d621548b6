import { afterWorkdays } from '@domain/participation/phases'
import { KEEP } from '@domain/privacy/keep'
import { atLocal, DAY, HOUR, MINUTE } from '@domain/time'
import { NEEDS } from '@domain/tries'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aNeed, aProject, aTopic } from '../../worlds/fixtures/governance'
import { aCentre, anOfficer, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

/** Needs from the sentence to the answer. */

// Before the eight days of the National Day, and the working weekend days around it.
const START = Date.parse('2026-09-21T02:00:00Z')
const world = openWorld()
const { ask, codeOf } = callsOf(world)

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre(), aCentre({ _id: 'other', county: '红塔区' })],
    staff: [
      aStaff('manager', { role: 'manager' }),
      aStaff('helper'),
      aStaff('elsewhere', { role: 'manager', centreId: 'other' }),
      anOfficer('county', '江川区'),
      anOfficer('city'),
    ],
  })
})

const sentence = { centreId: CENTRE, category: 'classes' as const, text: '周末开一个书法班' }
const put = async (openid: string, text = sentence.text) =>
  (await ask(openid, 'need.put', { ...sentence, text })).need.id
const seen = async (openid: string, needId: string) => (await ask(openid, 'need.get', { needId })).need
const tickAt = async (moment: number) => {
  world.setClock(moment)
  await (await world.startTick()).finish()
}

test('a need is put, others support it, the centre answers, and nobody learns who put it', async () => {
  const id = await put('mum')
  expect(await seen('mum', id)).toMatchObject({ isOwn: true, state: 'open', level: 'centre', supporters: 0 })
  for (const openid of ['dad', 'dad', 'nan']) await ask(openid, 'need.support', { needId: id })
  expect(await codeOf('mum', 'need.support', { needId: id })).toBe('OWN_NEED')
  expect(await seen('dad', id)).toMatchObject({ isOwn: false, isSupported: true, supporters: 2 })
  const lists = [
    await ask('dad', 'need.list', { centreId: CENTRE }),
    await ask('manager', 'office.needs', { centreId: CENTRE, waiting: true }),
    await seen('dad', id),
  ]
  expect(JSON.stringify(lists)).not.toContain(accountIdOf('mum'))
  expect(lists.slice(0, 2)).toMatchObject([{ items: [{ id, supporters: 2 }] }, { items: [{ id, supporters: 2 }] }])
  await ask('manager', 'office.answerNeed', { centreId: CENTRE, needId: id, kind: 'done', words: '下周六就开' })
  expect(await seen('mum', id)).toMatchObject({
    state: 'answered',
    answerBy: null,
    answer: { kind: 'done', words: '下周六就开', level: 'centre' },
  })
  expect(await ask('mum', 'need.mine', {})).toMatchObject({ items: [{ id, state: 'answered' }] })
  expect(await ask('dad', 'need.mine', {})).toMatchObject({ items: [] })
  const again = { centreId: CENTRE, needId: id, kind: 'declined' as const, words: '不办了' }
  expect(await codeOf('manager', 'office.answerNeed', again)).toBe('NEED_CLOSED')
})

test('a need that nobody answers goes to the county after 15 working days and to the city after 5, across holidays', async () => {
  const id = await put('mum')
  // 25 September and 1 to 7 October are free, Saturday 10 October is worked.
  const county = Date.parse('2026-10-20T00:00:00+08:00')
  expect(afterWorkdays(START, 15)).toBe(county)
  expect((await seen('mum', id)).answerBy).toBe(county)
  await tickAt(county - MINUTE)
  expect(await seen('mum', id)).toMatchObject({ level: 'centre', escalations: [] })
  expect(await ask('county', 'office.lateNeeds', { county: '江川区' })).toMatchObject({ items: [] })
  await tickAt(county + MINUTE)
  expect(await seen('mum', id)).toMatchObject({ level: 'county', escalations: [{ level: 'county', at: county }] })
  expect(await ask('county', 'office.lateNeeds', { county: '江川区' })).toMatchObject({ items: [{ id }] })
  expect(await ask('city', 'office.lateNeeds', {})).toMatchObject({ items: [] })
  await tickAt(county + 30 * DAY)
  expect(await seen('mum', id)).toMatchObject({ level: 'city', answerBy: null })
  expect(await ask('city', 'office.lateNeeds', {})).toMatchObject({ items: [{ id }] })
  expect(await codeOf('county', 'office.lateNeeds', {})).toBe('FORBIDDEN')
  await ask('county', 'office.answerNeed', { centreId: CENTRE, needId: id, kind: 'topic', words: '请大家来商量' })
  expect((await seen('mum', id)).answer).toMatchObject({ level: 'county' })
})

test('a timer that stood still for months brings a need to the city with the moments of its deadlines', async () => {
  const id = await put('mum')
  const [county, city] = [afterWorkdays(START, 15), afterWorkdays(afterWorkdays(START, 15), 5)]
  await tickAt(START + 200 * DAY)
  expect((await seen('mum', id)).escalations).toEqual([
    { level: 'county', at: county },
    { level: 'city', at: city },
  ])
  expect(await world.stored('needs')).toMatchObject([{ dueAt: 0 }])
})

test('whoever put a need that was merged follows the one with which it goes on', async () => {
  const first = await put('mum')
  world.setClock(START + MINUTE)
  const second = await put('dad', '周末教写毛笔字')
  world.setClock(START + 2 * MINUTE)
  const third = await put('nan', '教老人写字')
  const merge = (needId: string, intoId: string) =>
    codeOf('manager', 'office.mergeNeed', { centreId: CENTRE, needId, intoId })
  expect(await merge(first, second)).toBe('MERGE_INTO_OLDER')
  expect(await merge(third, second)).toBe('OK')
  expect(await merge(second, first)).toBe('OK')
  expect(await merge(second, first)).toBe('NEED_CLOSED')
  await ask('manager', 'office.answerNeed', { centreId: CENTRE, needId: first, kind: 'topic', words: '请大家来商量' })
  for (const [openid, id] of [
    ['dad', second],
    ['nan', third],
  ] as const) {
    expect(await seen(openid, id)).toMatchObject({
      isOwn: true,
      state: 'answered',
      mergedInto: { id: first },
      answer: { kind: 'topic' },
    })
    expect(await ask(openid, 'need.mine', {})).toMatchObject({ items: [{ id, state: 'answered' }] })
  }
  expect((await ask('dad', 'need.list', { centreId: CENTRE })).items.map(item => item.id)).toEqual([first])
  expect(await codeOf('dad', 'need.support', { needId: third })).toBe('NEED_CLOSED')
  // Merged ones are not late.
  await tickAt(START + 200 * DAY)
  expect(await ask('city', 'office.lateNeeds', {})).toMatchObject({ items: [] })
})

test('a household puts so many needs in a week; a replay is the same need', async () => {
  const [text, id] = ['接孩子放学', 'request-same-1']
  const first = await ask('mum', 'need.put', { ...sentence, text }, id)
  expect(await ask('mum', 'need.put', { ...sentence, text }, id)).toEqual(first)
  expect(await codeOf('mum', 'need.put', { ...sentence, text: '别的' }, id)).toBe('REQUEST_REUSED')
  const codes = await Promise.all(
    Array.from({ length: NEEDS.most + 3 }, (_, n) => codeOf('mum', 'need.put', { ...sentence, text: `第 ${n} 条` })),
  )
  expect(codes.filter(code => code === 'OK')).toHaveLength(NEEDS.most - 1)
  expect(codes.filter(code => code === 'NEED_LIMIT')).toHaveLength(4)
  world.setClock(START + NEEDS.within + MINUTE)
  expect(await codeOf('mum', 'need.put', sentence)).toBe('OK')
})

test('only those who lead the centre answer and merge, each at their place', async () => {
  const id = await put('mum')
  const answer = { needId: id, kind: 'done' as const, words: '好' }
  for (const [openid, centreId, code] of [
    ['mum', CENTRE, 'FORBIDDEN'],
    ['helper', CENTRE, 'FORBIDDEN'],
    ['elsewhere', CENTRE, 'FORBIDDEN'],
    ['elsewhere', 'other', 'NEED_NOT_FOUND'],
    ['city', 'other', 'NEED_NOT_FOUND'],
  ] as const)
    expect([openid, await codeOf(openid, 'office.answerNeed', { centreId, ...answer })]).toEqual([openid, code])
  expect(await codeOf('manager', 'need.put', { ...sentence, centreId: 'nowhere' })).toBe('CENTRE_NOT_FOUND')
})

test('five hundred households support a need, each once, also when they do so at once', async () => {
  await world.seed({ needs: [aNeed({ supporters: 498 })] })
  const codes = await Promise.all(
    ['a', 'b', 'c', 'd'].map(openid => codeOf(openid, 'need.support', { needId: 'need-class' })),
  )
  expect(codes.sort()).toEqual(['OK', 'OK', 'SUPPORT_FULL', 'SUPPORT_FULL'])
  expect(await world.stored('needs')).toMatchObject([{ supporters: 500 }])
})

test('an erasure takes the household out of its needs, which go on; at the end of the period nobody is left in them', async () => {
  const id = await put('mum')
  await ask('dad', 'need.support', { needId: id })
  await ask('manager', 'office.answerNeed', { centreId: CENTRE, needId: id, kind: 'done', words: '好' })
  const exported = await ask('mum', 'me.export', {})
  expect(exported.kept.needs).toMatchObject([{ text: sentence.text, answer: { words: '好' } }])
  expect(JSON.stringify(exported.kept.needs)).not.toMatch(/voices|request/)
  await ask('mum', 'me.erase', {})
  await tickAt(START + MINUTE)
  const [erased] = await world.stored('needs')
  expect(erased).toMatchObject({ text: sentence.text, requestId: '', supporters: 1 })
  expect(JSON.stringify(erased)).not.toContain(accountIdOf('mum'))
  expect(await ask('mum', 'need.mine', {})).toMatchObject({ items: [] })
  await tickAt(START + KEEP.need + DAY)
  expect(await world.stored('needs')).toMatchObject([{ voices: {}, requests: [], supporters: 1, text: sentence.text }])
})

describe('messages about a need', () => {
  const day = (days: number, hour = 9) => atLocal('2026-09-21') + days * DAY + hour * HOUR
  const tell = async (needId: string, requestId?: string) => {
    const { notices } = (await ask('mum', 'need.tell', { needId }, requestId)).need
    return notices
  }
  const told = () => world.messages.map(({ openid, page, fields }) => [openid, page, fields.thing2])

  test('come once for each step that was asked for, from the answer to the end of the project', async () => {
    const id = await put('mum')
    expect(await seen('dad', id)).toMatchObject({ notices: null })
    expect(await seen('mum', id)).toMatchObject({ notices: { left: 0, canAdd: true } })
    expect(await codeOf('dad', 'need.tell', { needId: id })).toBe('NEED_NOT_FOUND')
    expect(await tell(id, 'request-tell')).toEqual({ left: 1, canAdd: true })
    expect(await tell(id, 'request-tell')).toEqual({ left: 1, canAdd: true })
    for (let n = 0; n < 4; n++) await tell(id)
    expect(await tell(id)).toEqual({ left: 5, canAdd: false })
    await tickAt(day(1))
    expect(told()).toEqual([])

    const steps: [string, () => Promise<unknown>][] = [
      [
        '已经答复：列成议题大家商量',
        () => ask('manager', 'office.answerNeed', { centreId: CENTRE, needId: id, kind: 'topic', words: '商量商量' }),
      ],
      ['列成了议题，请您来支持', () => world.seed({ topics: [aTopic({ needIds: [id], at: world.now() })] })],
      [
        '议题开始表决，每家一票',
        () => world.change('topics', 'topic-class', { state: 'voting', opensAt: world.now() }),
      ],
      [
        '公布了决定：采纳',
        () =>
          world.change('topics', 'topic-class', {
            ...{ state: 'decided', decision: { adopted: true, reasons: '大家都要', at: world.now() } },
          }),
      ],
      ['立项了，项目正在办', () => world.seed({ projects: [aProject({ at: world.now() })] })],
    ]
    for (const [n, [text, act]] of steps.entries()) {
      world.setClock(day(n + 1, 10))
      await act()
      // At night nobody is told.
      await tickAt(day(n + 1, 11))
      expect(told()).toHaveLength(n)
      await tickAt(day(n + 1, 18))
      await tickAt(day(n + 2, 9))
      expect(told().at(-1)).toEqual(['mum', `packages/participation/pages/need/index?id=${id}`, text])
      expect(told()).toHaveLength(n + 1)
    }
    expect(await world.stored('needs')).toMatchObject([{ lookAt: 0, news: { left: 0, sent: 5 } }])
    // One more consent, for the end.
    expect(await tell(id)).toEqual({ left: 1, canAdd: true })
    await world.change('projects', 'project-class', {
      state: 'closed',
      closing: { words: '好', fewReason: '', at: world.now() },
    })
    await tickAt(day(8))
    expect(told().at(-1)?.[2]).toBe('项目办完了，看看办得怎么样')
    // Nothing follows, so that no further consent is taken.
    expect(await tell(id)).toEqual({ left: 0, canAdd: false })
  })

  test('of a merged need tell where the older one has come to', async () => {
    const older = await put('mum')
    world.setClock(START + MINUTE)
    const id = await put('nan', '想学写字')
    await ask('nan', 'need.tell', { needId: id })
    await ask('manager', 'office.mergeNeed', { centreId: CENTRE, needId: id, intoId: older })
    await ask('manager', 'office.answerNeed', { centreId: CENTRE, needId: older, kind: 'done', words: '下周六就开' })
    await tickAt(day(1))
    expect(told().map(([openid, , text]) => [openid, text])).toEqual([['nan', '已经答复：这就办']])
  })

  test('are tried again when WeChat fails, end when it knows no consent, and go to nobody who is erased', async () => {
    const [moms, dads] = [await put('mum'), await put('dad', '修一下路灯')]
    for (const [openid, needId] of [
      ['mum', moms],
      ['dad', dads],
    ] as const)
      await ask(openid, 'need.tell', { needId })
    await tell(moms)
    await ask('dad', 'me.erase', {})
    for (const needId of [moms, dads])
      await ask('manager', 'office.answerNeed', { centreId: CENTRE, needId, kind: 'done', words: '好' })
    world.sendBy(async () => {
      throw new Error('WeChat is down')
    })
    await tickAt(day(1))
    world.sendBy(async () => 'refused')
    await tickAt(day(1, 9.5))
    expect(world.messages.map(({ openid }) => openid)).toEqual(['mum', 'mum'])
    expect(await world.stored('needs', { _id: moms })).toMatchObject([{ lookAt: 0, news: { left: 0 } }])
    expect(await world.stored('needs', { _id: dads })).toMatchObject([{ lookAt: 0, news: null }])
  })
})
