import { HOUR, localDate, startOfLocalDay } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

/** Two hours in the afternoon of tomorrow: 果果 has a class in each, with ten places. */
const tomorrow = startOfLocalDay(cloudNow(), 1)
const at = (hour: number) => ({ startsAt: tomorrow + hour * HOUR, endsAt: tomorrow + (hour + 1) * HOUR })

const held = cloudForFile(async cloud => {
  const now = cloudNow()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('manager', { role: 'manager' })],
    sessions: [
      aSession(now, { _id: 'first', ...at(14) }),
      aSession(now, { _id: 'second', ...at(16), room: '三楼', teacher: '方老师' }),
    ],
  })
  for (const sessionId of ['first', 'second'])
    await cloud.ask('mum', 'booking.create', { sessionId, memberIds: ['guoguo'] })
})

const movesOf = async (sessionId: string) => (await held.cloud.stored('sessions', { _id: sessionId }))[0]?.moves

test('on the roster, a manager reads before a move that somebody has another class then, and another hour is free of it', async () => {
  const phone = new Phone(held.cloud, 'manager')
  phone.launch(`packages/staff/pages/roster/index?centreId=${CENTRE}&sessionId=first`)
  await phone.tap('session-move')
  await phone.type('move-time', '1630')
  await phone.reads('move-clash', '有 1 位那个时间另有预约')
  await phone.type('move-time', '1730')
  await phone.seesNoMore('那个时间另有预约')
  await phone.type('move-time', '1530')
  await phone.reads('move-clash', '他们要取消其中一个')
  expect(await movesOf('first')).toBe(0)
})

test('in the timetable, a manager reads the same before a change of the time', async () => {
  const phone = new Phone(held.cloud, 'manager')
  phone.launch(`packages/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(tomorrow)}`)
  await phone.tap('item-first')
  await phone.tap('session-change')
  await phone.sees('请先改时间、教室或老师')
  expect(phone.has('move-clash')).toBe(false)
  await phone.type('change-from', '1630')
  await phone.type('change-to', '1730')
  await phone.reads('move-clash', '有 1 位那个时间另有预约')
  expect(await movesOf('first')).toBe(0)
})
