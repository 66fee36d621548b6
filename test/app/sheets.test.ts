import { seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

async function withOpenSheet(openid: string): Promise<Phone> {
  const phone = new Phone(held.cloud, openid)
  phone.launch('pages/home/index')
  await phone.tap('home-classes')
  await phone.arrives('pages/classes/index')
  await phone.sees('书法小课桌')
  await phone.tap('filter-age')
  await phone.sees('给几岁的人找课')
  return phone
}

test("the phone's way back closes an open sheet and leaves the page, then leaves the page too", async () => {
  const phone = await withOpenSheet('android')
  phone.goBack()
  await phone.seesNoMore('给几岁的人找课')
  expect(phone.path).toBe('pages/classes/index')
  phone.goBack()
  await phone.arrives('pages/home/index')
})

test('a sheet can be closed by a button that can be seen', async () => {
  const phone = await withOpenSheet('closer')
  expect(await phone.attribute('sheet-close', 'aria-label')).toBe('关闭')
  await phone.tap('sheet-close')
  await phone.seesNoMore('给几岁的人找课')
})

test('what is in a sheet scrolls, although the sheet catches moves: it is in a scroll view', async () => {
  const phone = await withOpenSheet('scroller')
  // WeChat stops scrolling inside whatever catches moves, except in a scroll view (NervJS/taro, vant-weapp#4377).
  expect(phone.isWithin('age-6', 'scroll-view', { scrollY: true })).toBe(true)
  await phone.tap('age-6')
  await phone.tap('age-done')
  await phone.seesNoMore('给几岁的人找课')
})

test('ages of two children are filtered by at once, are remembered, and the list says how many are left', async () => {
  const phone = await withOpenSheet('two-children')
  await phone.tap('age-9')
  await phone.tap('age-6')
  await phone.tap('age-done')
  await phone.reads('filter-age', '6 岁、9 岁')
  await phone.reads('classes-count', '还剩 2 节')
  phone.launch('pages/classes/index')
  await phone.reads('filter-age', '6 岁、9 岁')
  await phone.reads('classes-count', '还剩 2 节')
})

test('a field keeps clear of the keyboard, with room for the button below it', async () => {
  const phone = new Phone(held.cloud, 'typist')
  phone.launch('pages/member/index?relation=elder')
  expect(Number(await phone.attribute('member-nickname', 'cursor-spacing'))).toBeGreaterThan(50)
})
