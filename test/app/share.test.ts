import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DAY, HOUR } from '@domain/time'
import {
  aCanteen,
  anOffering,
  aSession,
  aSitting,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { CLASS, seedClass, seedHousehold } from './support/class'
import { DIST } from './support/pages'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const MANAGER = 'manager'

const held = cloudForFile(async cloud => {
  const now = cloudNow()
  await seedClass(cloud)
  await seedHousehold(cloud, 'sharer')
  await cloud.seed({
    stations: [aStation()],
    staff: [aStaff(MANAGER, { role: 'manager' })],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    canteens: [aCanteen()],
    sessions: [
      aSession(now, { _id: 'called-off', startsAt: now + 4 * DAY }),
      aSitting(now, { startsAt: now + 3 * HOUR }),
    ],
  })
})

test.each([
  ['a session', `${CLASS.page}&sessionId=${CLASS.later}`, `/pages/class/index?id=calligraphy&sessionId=${CLASS.later}`],
  [
    'a station, without the proof of its door',
    `pages/station/index?scene=${STATION}`,
    `/pages/station/index?id=${STATION}`,
  ],
  ['a centre', `pages/centre/index?id=${CENTRE}`, `/pages/centre/index?id=${CENTRE}`],
  [
    'a sitting',
    `packages/canteen/pages/menu/index?centreId=${CENTRE}`,
    `/packages/canteen/pages/menu/index?centreId=${CENTRE}&sessionId=lunch-1`,
  ],
])('%s is shared with a picture of our own, and its card opens what was shown', async (_of, opened, shared) => {
  const phone = new Phone(held.cloud, 'sharer')
  phone.launch(opened)
  await phone.settles()
  const card = phone.share()
  expect(card?.path).toBe(shared)
  // Nobody of the household is named to a chat.
  expect(card?.title).not.toMatch(/果果|豆豆/)
  expect(existsSync(join(DIST, card?.imageUrl ?? 'missing'))).toBe(true)
  phone.launch(card?.path.slice(1))
  await phone.settles()
  expect(phone.text).not.toMatch(/没有找到/)
})

test('a card of a session that the centre has cancelled says so, and one tap chooses one that can be booked', async () => {
  const { cloud } = held
  await cloud.ask(MANAGER, 'staff.cancelSession', { centreId: CENTRE, sessionId: 'called-off', reason: '停电' })
  const phone = new Phone(cloud, 'sharer')
  phone.launch(`${CLASS.page}&sessionId=called-off`)
  await phone.reads('class-gone', '这节课中心取消了')
  await phone.tap('class-next')
  await phone.reads('class-confirm', '为果果预约')
  expect(phone.has('class-gone')).toBe(false)
})

test('a card of a session that is over says so, and one tap chooses one that can be booked', async () => {
  const phone = new Phone(held.cloud, 'sharer')
  phone.launch(`${CLASS.page}&sessionId=long-over`)
  await phone.reads('class-gone', '您点开的那一节已经开始，或者不办了')
  await phone.tap('class-next')
  await phone.reads('class-confirm', '为果果预约')
  expect(phone.has('class-gone')).toBe(false)
})

test('a card of a session that is full offers its waitlist, and one tap chooses one that has places', async () => {
  const { cloud } = held
  await cloud.seed({ sessions: [aSession(cloudNow(), { _id: 'taken', startsAt: cloudNow() + 6 * DAY, capacity: 1 })] })
  await cloud.ask('earlier', 'booking.create', { sessionId: 'taken', memberIds: ['self'] })
  const phone = new Phone(cloud, 'sharer')
  phone.launch(`${CLASS.page}&sessionId=taken`)
  await phone.reads('class-waiting', '您是第一个候补')
  await phone.tap('class-next')
  await phone.reads('class-confirm', '为果果预约')
})

test('a card of a sitting that is over says so, and shows the next one', async () => {
  const phone = new Phone(held.cloud, 'sharer')
  phone.launch(`packages/canteen/pages/menu/index?centreId=${CENTRE}&sessionId=long-over`)
  await phone.reads('canteen-gone', '您点开的那一餐已经过了')
  await phone.sees('选一个菜')
})

test('a card for whoever brings the child names nobody, and its page cannot be forwarded', async () => {
  const { cloud } = held
  const { booking } = await cloud.ask('sharer', 'booking.create', { sessionId: CLASS.today, memberIds: ['guoguo'] })
  const phone = new Phone(cloud, 'sharer')
  phone.launch(`packages/pass/pages/send/index?id=${booking.id}`)
  await phone.tap('pass-make')
  await phone.reads('pass-share', '发给家人')
  const card = phone.share()
  expect(card?.title).not.toContain('果果')
  const grandma = new Phone(cloud, 'grandma')
  grandma.launch(card?.path.slice(1))
  await grandma.reads('code-party', '果果 · 1 人')
  expect(grandma.share()).toBe(undefined)
})

test('the messages name what the centre changed, also when WeChat was allowed nothing, and what WeChat will send', async () => {
  const { cloud } = held
  await cloud.seed({ sessions: [aSession(cloudNow(), { _id: 'fails', startsAt: cloudNow() + 5 * DAY })] })
  await cloud.ask('reader', 'booking.create', { sessionId: 'fails', memberIds: ['self'] })
  const phone = new Phone(cloud, 'reader')
  phone.launch('packages/news/pages/list/index')
  await phone.sees('还没有消息')
  await phone.reads('news-consents', '1 个预约没有微信提醒')
  await phone.tap('news-consents')
  await phone.sees('没有让微信发消息')
  await cloud.ask(MANAGER, 'staff.cancelSession', { centreId: CENTRE, sessionId: 'fails', reason: '停电' })
  phone.launch('packages/news/pages/list/index')
  await phone.sees('中心取消了这一次')
  await phone.sees('原因：停电')
})
