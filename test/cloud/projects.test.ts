import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { aProject, aTopic } from '../../worlds/fixtures/governance'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

/** Projects from the adopted topic to the figures with which they are closed. */

const START = Date.parse('2026-09-21T02:00:00Z')
const TOPIC = 'topic-class'
const world = openWorld()
const { send, ask, codeOf } = callsOf(world)

const tickAt = async (moment: number) => {
  world.setClock(moment)
  await (await world.startTick()).finish()
}
const PLAN = {
  centreId: CENTRE,
  topicId: TOPIC,
  revision: 0,
  owner: '李主任',
  from: localDate(START),
  budget: [{ title: '笔墨', cents: 20_000 }],
  milestones: [{ title: '请老师', date: localDate(START + 5 * DAY), done: false }],
  offeringIds: ['calligraphy'],
}

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    offerings: [anOffering(), anOffering({ _id: 'elsewhere', centreId: 'other' })],
    sessions: [1, 2, 3].map(n => aSession(START, { _id: `class-${n}`, startsAt: START + n * DAY })),
    accounts: [aHousehold('mum', START)],
    topics: [
      aTopic({ state: 'decided', decision: { adopted: true, reasons: '想学的人多', at: START } }),
      aTopic({ _id: 'refused', state: 'decided', decision: { adopted: false, reasons: '没有地方', at: START } }),
    ],
    staff: [aStaff('desk'), aStaff('manager', { role: 'manager' })],
  })
})

test('a project is made of an adopted topic, once, and two managers do not overwrite each other', async () => {
  expect(await codeOf('manager', 'office.saveProject', { ...PLAN, topicId: 'refused' })).toBe('TOPIC_NOT_ADOPTED')
  expect(await codeOf('manager', 'office.saveProject', { ...PLAN, offeringIds: ['elsewhere'] })).toBe(
    'OFFERING_NOT_FOUND',
  )
  expect(await codeOf('desk', 'office.saveProject', PLAN)).toBe('FORBIDDEN')
  const codes = await Promise.all([1, 2, 3].map(() => codeOf('manager', 'office.saveProject', PLAN)))
  expect(codes.sort()).toEqual(['OK', 'PROJECT_EDITED', 'PROJECT_EDITED'])
  const done = [{ ...PLAN.milestones[0], title: '请老师', date: localDate(START + 5 * DAY), done: true }]
  world.setClock(START + HOUR)
  const edit = { ...PLAN, revision: 1, milestones: done }
  const { project } = await ask('manager', 'office.saveProject', edit, 'request-edit-1')
  expect(project.milestones).toMatchObject([{ doneAt: START + HOUR }])
  expect((await ask('manager', 'office.saveProject', edit, 'request-edit-1')).project).toEqual(project)
  world.setClock(START + 2 * HOUR)
  const again = await ask('manager', 'office.saveProject', { ...edit, revision: 2 })
  expect(again.project.milestones).toMatchObject([{ doneAt: START + HOUR }])
  expect((await ask('anybody', 'topic.get', { topicId: TOPIC })).topic.project).toMatchObject({ state: 'running' })
})

test('its figures are counted from check-ins every night, and frozen when it is closed', async () => {
  const { project } = await ask('manager', 'office.saveProject', PLAN)
  const come = async (openid: string, n: number, memberIds: string[], shown = true) => {
    world.setClock(START + MINUTE)
    const { booking } = await ask(openid, 'booking.create', { sessionId: `class-${n}`, memberIds })
    if (!shown) return booking.id
    world.setClock(START + n * DAY - 10 * MINUTE)
    await ask('desk', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
    return booking.id
  }
  const first = await come('mum', 1, ['self', 'guoguo'])
  await come('mum', 2, ['guoguo'])
  await come('dad', 1, ['self'])
  await come('nan', 1, ['self'], false)
  await come('nan', 3, ['self'], false)
  world.setClock(START + DAY + 3 * HOUR)
  await ask('mum', 'booking.rate', { bookingId: first, stars: 4, line: '' })
  await tickAt(START + 2 * DAY + 20 * HOUR)
  const counted = await ask('anybody', 'project.get', { projectId: project.id })
  expect(counted.project.figures).toEqual({
    planned: 2,
    held: 2,
    booked: 5,
    came: 4,
    distinct: 3,
    ratings: 1,
    stars: 4,
  })
  const close = { centreId: CENTRE, projectId: project.id, words: '教会了写春联' }
  world.setClock(START + 4 * DAY)
  expect(await send('manager', 'office.closeProject', { ...close, fewReason: '' })).toMatchObject({
    code: 'CLOSE_REASON_NEEDED',
    detail: { ratings: 1, least: 30 },
  })
  const closed = { ...close, fewReason: '老人不会评' }
  expect(await codeOf('manager', 'office.closeProject', closed, 'request-close-1')).toBe('OK')
  expect(await codeOf('manager', 'office.closeProject', closed, 'request-close-1')).toBe('OK')
  expect(await codeOf('manager', 'office.closeProject', closed)).toBe('PROJECT_CLOSED')
  await tickAt(START + 9 * DAY)
  expect((await ask('anybody', 'project.get', { projectId: project.id })).project).toMatchObject({
    state: 'closed',
    figures: { planned: 3, held: 2, came: 4, distinct: 3 },
    closing: { words: '教会了写春联', fewReason: '老人不会评' },
  })
})

test('thirty ratings by people who came need no reason', async () => {
  await world.seed({ projects: [aProject({ from: localDate(START) })] })
  for (let n = 0; n < 3; n++) {
    for (let m = 0; m < 10; m++) {
      world.setClock(START + MINUTE)
      const input = { sessionId: `class-${n + 1}`, memberIds: ['self'] }
      const { booking } = await ask(`person-${m}`, 'booking.create', input)
      world.setClock(START + (n + 1) * DAY)
      await ask('desk', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
      world.setClock(START + (n + 1) * DAY + 3 * HOUR)
      await ask(`person-${m}`, 'booking.rate', { bookingId: booking.id, stars: 5, line: '' })
    }
  }
  const close = { centreId: CENTRE, projectId: 'project-class', words: '都说好', fewReason: '' }
  expect((await ask('manager', 'office.closeProject', close)).project.figures).toMatchObject({
    ratings: 30,
    distinct: 10,
  })
})
