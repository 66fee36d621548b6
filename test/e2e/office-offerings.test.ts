import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { publishing, saveDraft, timeIn } from '../cloud/office/support'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

let cloud: WholeCloud
let desk: Phone
let phone: Phone

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('other', { role: 'manager' })],
  })
  desk = await openPhone(cloud, 'manager', { width: 1280, height: 800 })
  phone = await openPhone(cloud, 'other')
})
afterAll(async () => {
  expect([...desk.complaints, ...phone.complaints]).toEqual([])
  await cloud.close()
})

test('a class is made from a preset, and the sentence follows every field', async () => {
  const { seen } = desk
  await desk.open(`/office/pages/desk/index?centreId=${CENTRE}`)
  await seen('#side-offerings').click()
  await seen('#offering-add').click()
  await seen('#new-seniors').click()
  await seen('input#offering-title').fill('玉溪花灯唱起来')
  await seen('input#offering-room').fill('二楼舞蹈室')
  await seen('input#offering-capacity').fill('25')
  const said = seen('#offering-said')
  await said.getByText('提前 7 天开放预约，开始前 30 分钟截止').waitFor()
  await seen('#preset-ballot').click()
  await said.getByText('先登记，开始前 2 天公开抽签').waitFor()
  await seen('#preset-first-come').click()
  await seen('input#rule-closes').fill('2')
  await seen('#rule-closes-hour').click()
  await said.getByText('开始前 2 小时截止').waitFor()
  await seen('input#rule-age-min').fill('50')
  await said.getByText('满 50 岁').waitFor()
  // Booking would close before it opens.
  await seen('#rule-closes-day').click()
  await seen('input#rule-closes').fill('9')
  await seen('#offering-save').click()
  await seen('#offering-problem').getByText('还没开放预约就截止了').waitFor()
  await seen('#rule-closes-hour').click()
  await seen('#offering-save').click()
  await seen('#office-offerings').getByText('玉溪花灯唱起来').waitFor()
  const [stored] = await cloud.stored('offerings', {})
  expect(stored).toMatchObject({ title: '玉溪花灯唱起来', kind: 'class', plan: { capacity: 25, room: '二楼舞蹈室' } })
  expect(stored?.plan?.rules).toMatchObject({ opensBefore: 7 * DAY, closesBefore: 9 * HOUR, audience: { ageMin: 50 } })
})

test('of two who edit one class, the second sees both versions and decides', async () => {
  const [before] = await cloud.stored('offerings', {})
  for (const person of [desk, phone]) {
    await person.open(`/office/pages/offering/index?centreId=${CENTRE}&id=${before?._id}`)
    await person.seen('input#offering-title').waitFor()
  }
  await desk.seen('input#offering-capacity').fill('30')
  await desk.seen('#offering-save').click()
  await desk.seen('input#offering-capacity').waitFor({ state: 'detached' })
  await phone.seen('input#offering-room').fill('一楼大厅')
  await phone.seen('#offering-save').click()
  const theirs = phone.seen('#theirs')
  await theirs.getByText('现在：30 个，预留 0 个').waitFor()
  await theirs.getByText('您的：一楼大厅').waitFor()
  await phone.seen('#theirs-take').click()
  await phone.seen('input#offering-room').fill('一楼大厅')
  await phone.seen('#offering-save').click()
  await phone.seen('input#offering-room').waitFor({ state: 'detached' })
  const [after] = await cloud.stored('offerings', {})
  expect(after?.plan).toMatchObject({ capacity: 30, room: '一楼大厅' })
})

test('a study room has numbered seats, of which some are for people on site', async () => {
  const { seen } = phone
  await phone.open(`/office/pages/offering/index?centreId=${CENTRE}&category=study`)
  await seen('input#offering-title').fill('安静自习室')
  await seen('input#layout-count').fill('12')
  await seen('#unit-u12').click()
  await seen('input#unit-label').fill('靠窗座')
  await seen('#unit-reserve').click()
  await seen('#unit-yes').click()
  await seen('#unit-u12').getByText('留给现场').waitFor()
  await seen('input#layout-slot').fill('30')
  await seen('#layout-slot-minute').click()
  await seen('input#offering-minutes').fill('720')
  await seen('#offering-save').click()
  await seen('input#layout-count').waitFor({ state: 'detached' })
  const [stored] = await cloud.stored('offerings', { kind: 'seat' })
  expect(stored?.plan?.layout).toMatchObject({ slot: 30 * MINUTE, choose: true })
  expect(stored?.plan?.layout?.units.at(-1)).toEqual({ id: 'u12', label: '靠窗座', reserve: true })
  expect(stored?.plan?.layout?.units).toHaveLength(12)
})

test('the seats of a room are dragged to where they stand, moved with the arrows, and found there by residents', async () => {
  const { seen, page } = desk
  const stored = async () => (await cloud.stored('offerings', { kind: 'seat' }))[0]
  const offering = await stored()
  await desk.open(`/office/pages/offering/index?centreId=${CENTRE}&id=${offering?._id}`)
  await seen('#plan-on').click()
  await seen('input#plan-rows').fill('4')
  // From its cell to the one two to the right and two behind, where nothing stands.
  const box = await seen('#place-u1').boundingBox()
  if (!box) throw new Error('the seat is drawn')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 52, y + 60)
  await page.mouse.move(x + 104, y + 104)
  await page.mouse.up()
  await page.getByLabel('1 号座，第 3 排第 3 格').waitFor()
  await seen('#place-u1').focus()
  await page.keyboard.press('ArrowDown')
  await page.getByLabel('1 号座，第 4 排第 3 格').waitFor()
  await seen('#plan-add-window').click()
  await seen('#plan-at-2-2').click()
  await seen('#plan-chosen').getByText('窗：第 3 排第 3 格').waitFor()
  await seen('#offering-save').click()
  await seen('input#layout-count').waitFor({ state: 'detached' })
  expect((await stored())?.plan?.map).toMatchObject({
    seats: expect.arrayContaining([{ id: 'u1', x: 2, y: 3 }]),
    marks: expect.arrayContaining([{ kind: 'window', x: 2, y: 2 }]),
  })

  const opens = timeIn(2, '09:00')
  const draft = await saveDraft(cloud, offering?._id ?? '', opens, { endsAt: opens + 12 * HOUR })
  await cloud.ask('manager', 'office.publish', publishing(draft))
  const resident = await openPhone(cloud, 'student', { width: 320 })
  await resident.open(`/spaces/pages/detail/index?id=${offering?._id}`)
  await resident.seen('#start-1000').click()
  const seat = resident.page.getByRole('radio', { name: '1 号座，靠窗，空' })
  await seat.click()
  await resident.page.getByRole('radio', { name: '1 号座，靠窗，已选' }).waitFor()
  expect((await seat.count()) + resident.complaints.length).toBe(0)
  await resident.context.close()
})
