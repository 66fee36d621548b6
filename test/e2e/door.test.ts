import { MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'
import { readPicture } from './support/picture'

const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { _id: 'soon', startsAt: now + 20 * MINUTE, capacity: 40 })],
    staff: [aStaff('staff')],
  })
})
afterAll(() => cloud.close())

const DOOR = `/staff/pages/door/index?centreId=${CENTRE}`
const digitsOn = async ({ seen }: Phone, id: string) => ((await seen(id).textContent()) ?? '').replace(/\D/g, '')

test.each([
  [1280, 800],
  [800, 1280],
  [375, 740],
])('the screen at the door fits %d × %d, is readable, and goes on without a network', async (width, height) => {
  const screen = await openPhone(cloud, 'staff', { width, height })
  await screen.open(DOOR)
  await screen.seen('#door-session-soon').waitFor()
  expect(await readPicture(screen, '#door-picture', { blurredTo: 160 })).toMatch(
    /^NFD\.[0-9a-f]{4}\.[a-z0-9]+\.[0-9a-f]{12}$/,
  )
  for (const id of ['#door-picture', '#door-digits']) {
    const box = await screen.seen(id).boundingBox()
    expect([id, (box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width]).toEqual([id, true])
    expect([id, (box?.y ?? 0) + (box?.height ?? 0) <= height]).toEqual([id, true])
  }
  expect(screen.complaints).toEqual([])
  await screen.page.route('**/invoke/**', route => route.abort())
  await screen.page.reload()
  expect(await digitsOn(screen, '#door-digits')).toMatch(/^\d{8}$/)
  await screen.seen('#door-offline').waitFor()
  await screen.context.close()
})

test.each([
  [320, 568, true],
  [320, 568, false],
  [375, 667, true],
  [375, 667, false],
])(
  'at %d × %d, senior mode %s, picture and digits of a party are seen together, and the picture can be read',
  async (width, height, senior) => {
    const openid = `party-${width}-${senior}`
    await cloud.seed({ accounts: [aHousehold(openid, now)] })
    const memberIds = ['self', 'guoguo', 'doudou']
    const { booking } = await cloud.ask(openid, 'booking.create', { sessionId: 'soon', memberIds })
    const phone = await openPhone(cloud, openid, { width, height })
    if (senior) {
      await phone.open('/pages/home/index')
      await phone.seen('#senior-switch').click()
    }
    await phone.open(`/pages/code/index?id=${booking.id}`)
    await phone.seen('#code-arrive').waitFor()
    expect(await phone.seen('#code-party').textContent()).toContain('3 人')
    const top = async (id: string) => (await phone.seen(id).boundingBox())?.y ?? 0
    const bottom = async (id: string) => (await top(id)) + ((await phone.seen(id).boundingBox())?.height ?? 0)
    expect(await top('#code-party')).toBeGreaterThan(0)
    // The button covers part of the page.
    expect(await bottom('#code-digits')).toBeLessThanOrEqual(await top('#code-arrive'))
    expect(await readPicture(phone, '#code-picture', { blurredTo: 140 })).toContain(`NF1.${booking.id}.`)
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  },
)

test('a resident types what the screen shows and is in; the code of the booking said so before', async () => {
  const { booking } = await cloud.ask('comer', 'booking.create', { sessionId: 'soon', memberIds: ['self'] })
  const comer = await openPhone(cloud, 'comer', { width: 320, height: 640 })
  await comer.open(`/pages/code/index?id=${booking.id}`)
  await comer.seen('#code-digits').waitFor()
  expect(await comer.seen('#code-party').textContent()).toContain('1 人')
  expect(await readPicture(comer, '#code-picture', { blurredTo: 140 })).toContain(`NF1.${booking.id}.`)

  const screen = await openPhone(cloud, 'staff', { width: 1280, height: 800 })
  await screen.open(DOOR)
  await screen.seen('#door-digits').waitFor()
  await comer.seen('#code-arrive').click()
  await comer.seen('input#arrive-digits').fill('00000000')
  await comer.seen('#arrive-problem').getByText('这不是门口屏幕上的码').waitFor()
  await comer.seen('input#arrive-digits').fill(await digitsOn(screen, '#door-digits'))
  await comer.seen('#code-checked-in').waitFor()
  expect(await cloud.stored('checkins', { bookingId: booking.id })).toMatchObject([{ what: 'in', way: 'door' }])
  expect([...comer.complaints, ...screen.complaints]).toEqual([])
  await Promise.all([comer.context.close(), screen.context.close()])
})

test('somebody takes their data along, and has all of it erased', async () => {
  await cloud.ask('leaver', 'member.save', {
    relation: 'self',
    nickname: '老张头',
    birthMonth: null,
    guardianConsent: false,
  })
  const phone = await openPhone(cloud, 'leaver')
  await phone.open('/pages/me/index')
  await phone.seen('#me-data').click()
  await phone.seen('#data-export').click()
  await phone.seen('#data-text').getByText('老张头').waitFor()
  await phone.seen('#data-erase').click()
  await phone.seen('#data-erase-yes').click()
  await phone.seen('#home').waitFor()
  expect(JSON.stringify(await cloud.stored('accounts'))).not.toContain('老张头')
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})
