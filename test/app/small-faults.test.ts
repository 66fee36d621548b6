import { DAY } from '@domain/time'
import { aHousehold, aSession, aStaff, aStation, CENTRE, STATION } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, seedClass, seedHousehold } from './support/class'
import { holdNext } from './support/held'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const MANAGER = 'manager'
const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({
    staff: [aStaff(MANAGER, { role: 'manager' })],
    stations: [aStation({ capacity: 5, seenAt: cloudNow() })],
    sessions: [aSession(cloudNow(), { _id: 'next-week', startsAt: cloudNow() + 6 * DAY })],
  })
})

test('the privacy policy can be read before it is agreed to', async () => {
  const phone = new Phone(held.cloud, 'careful')
  phone.launch('pages/member/index?relation=elder')
  await phone.type('member-nickname', '外婆')
  await phone.tap('member-save')
  await phone.sees('先说说您的信息怎么用')
  await phone.tap('privacy-read')
  await phone.arrives('packages/privacy/pages/policy/index')
  await phone.sees('我们记什么')
  expect(phone.text).not.toContain('先说说您的信息怎么用')
  await phone.tap('nav-back')
  await phone.agreeToPrivacy()
  await phone.sees('保存好了')
})

test('a member changed in 我的 is not ticked in the next class; one added from a class is', async () => {
  const { cloud } = held
  const household = aHousehold('two-children', cloudNow())
  household.members = household.members.map(member => ({ ...member, birthMonth: '2018-01' }))
  await cloud.seed({ accounts: [household] })
  const phone = new Phone(cloud, 'two-children')
  phone.launch('pages/me/index')
  await phone.tap('member-guoguo')
  await phone.arrives('pages/member/index')
  await phone.sees('修改资料')
  await phone.tap('member-save')
  await phone.agreeToPrivacy()
  await phone.arrives('pages/me/index')
  await phone.tap('tab-home')
  await phone.tap('home-classes')
  await phone.tap(`session-${CLASS.later}`)
  await phone.reads('class-confirm', '请先选谁来上课')
  expect(await phone.attribute('attendee-guoguo', 'aria-checked')).toBe('false')
})

test('on a day without spaces the following day is one tap away', async () => {
  const phone = new Phone(held.cloud, 'space-seeker')
  phone.launch('packages/spaces/pages/list/index')
  await phone.sees('这一天没有开放的空间')
  const [today] = phone.idsOfOn('day-')
  await phone.tap('spaces-next-day')
  await until('the next day', () => phone.idsOfOn('day-')[0] !== today)
})

test('while somebody is searched for, nobody is said not to be there', async () => {
  const { cloud } = held
  await book(cloud, 'sought', CLASS.today)
  const staff = new Phone(cloud, MANAGER)
  staff.launch(`packages/staff/pages/find/index?centreId=${CENTRE}`)
  await staff.type('find-query', '没有这个人')
  await staff.sees('没有找到「没有这个人」')
  const { state, letGo } = holdNext(staff, 'staff.find')
  await staff.type('find-query', '果果')
  await until('the search', () => state.arrived)
  expect(staff.text).not.toContain('没有找到')
  letGo()
  await staff.sees('请进')
})

test('while a roster is searched, nobody is said not to be there', async () => {
  const { cloud } = held
  const staff = new Phone(cloud, MANAGER)
  for (let n = 0; n < 9; n++) await book(cloud, `many-${n}`, 'next-week')
  staff.launch(`packages/staff/pages/roster/index?centreId=${CENTRE}&sessionId=next-week`)
  await staff.type('find-query', '没有这个人')
  await staff.sees('没有找到「没有这个人」')
  const { state, letGo } = holdNext(staff, 'staff.roster')
  await staff.type('find-query', '果')
  await until('the search', () => state.arrived)
  expect(staff.text).not.toContain('没有找到')
  letGo()
  await staff.sees('没到')
})

test('three quick taps count three people', async () => {
  const { cloud } = held
  const staff = new Phone(cloud, MANAGER)
  staff.launch(`packages/staff/pages/stations/index?centreId=${CENTRE}`)
  const more = `count-more-${STATION}`
  await staff.reads(more, '来了 1 位')
  await staff.tapAtOnce([more, more, more])
  await until('three people', async () => (await cloud.stored('stations', { _id: STATION }))[0]?.counted === 3)
  await staff.reads(`staff-station-${STATION}`, '现在3人')
})

test('the home tile opens the classes of the centre that it counts', async () => {
  const phone = new Phone(held.cloud, 'tile')
  phone.launch()
  await phone.reads('home-classes', '近 7 天')
  await phone.tap('home-classes')
  await phone.arrives('pages/classes/index')
  await phone.reads('filter-centre', '江川区党群服务中心')
})

test('the roster of a session of another day can be opened', async () => {
  const staff = new Phone(held.cloud, MANAGER)
  staff.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await staff.tap('staff-book-entrance')
  await staff.tap('coming-roster-next-week')
  await staff.arrives('packages/staff/pages/roster/index')
  await staff.sees('没到')
})

test('what is kept about a person is listed in words that can be selected', async () => {
  await seedHousehold(held.cloud, 'reader')
  const phone = new Phone(held.cloud, 'reader')
  phone.launch('packages/privacy/pages/data/index')
  await phone.tap('data-export')
  await phone.reads('data-text', '称呼：果果')
  expect(await phone.read('data-text')).not.toMatch(/[{}"]/)
  expect(phone.selectable('称呼：果果')).toBe(true)
})

test('chips of which several may be on are announced as checkboxes, one that opens a sheet as a button', async () => {
  const phone = new Phone(held.cloud, 'listener')
  phone.launch('pages/stations/index')
  expect(await phone.attribute('filter-seats', 'aria-role')).toBe('checkbox')
  expect(await phone.attribute('stations-place', 'aria-role')).toBe('button')
  phone.launch('pages/classes/index')
  expect(await phone.attribute('kind-all', 'aria-role')).toBe('radio')
  expect(await phone.attribute('filter-centre', 'aria-role')).toBe('button')
})
