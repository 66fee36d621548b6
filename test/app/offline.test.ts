import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, seedClass, seedHousehold } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

test('without a network a page says so and offers another try, which works once the network is back', async () => {
  const phone = new Phone(held.cloud, 'new-here')
  phone.around.online = false
  phone.launch()
  await phone.sees('网络好像断了')
  await phone.sees('再试一次就好')
  phone.around.online = true
  await phone.tap('retry')
  await phone.sees('江川区党群服务中心')
  await phone.seesNoMore('网络好像断了')
})

test('the code of a booking seen before is there without a network, even after the app was closed', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'underground', CLASS.today)
  const phone = new Phone(cloud, 'underground')
  phone.launch('pages/bookings/index')
  await phone.sees('书法小课桌')

  phone.around.online = false
  phone.launch('pages/bookings/index')
  await phone.sees('签到码照样能用')
  await phone.tap(`show-${id}`)
  await phone.arrives('pages/code/index')
  const before = cloudNow()
  const digits = (await phone.read('code-digits')).replace(' ', '')
  const right = await Promise.all([before, cloudNow()].map(at => cloud.codeAt(secret ?? '', id, at)))
  expect(right.map(code => code.digits)).toContain(digits)
})

test('a list that could not be renewed says so, and asks again on a tap, though it has no more pages', async () => {
  const { cloud } = held
  await book(cloud, 'tunnel', CLASS.later)
  const phone = new Phone(cloud, 'tunnel')
  phone.launch('pages/bookings/index')
  await phone.tapText('书法小课桌')
  await phone.arrives('pages/booking/index')
  await phone.settles()
  phone.around.online = false
  await phone.tap('nav-back')
  await phone.arrives('pages/bookings/index')
  await phone.reads('bookings-more', '再试一次')
  await phone.sees('书法小课桌')
  phone.around.online = true
  await phone.tap('bookings-more')
  await phone.seesNoMore('网络好像断了')
  expect(phone.has('bookings-more')).toBe(false)
})

test('a booking pressed without a network is not lost and not made twice: pressed again, it is one booking', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'lift')
  const bookings = () => cloud.stored('bookings', { accountId: accountIdOf('lift') })
  const phone = new Phone(cloud, 'lift')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.later}`)
  await phone.sees('为果果预约')

  // The booking call arrives; its answer does not.
  phone.around.answersLost = true
  await phone.tap('class-confirm')
  await phone.sees('网络好像断了')
  expect(await bookings()).toHaveLength(1)

  phone.around.answersLost = false
  await phone.tap('class-confirm')
  await phone.sees('约好了，等您来')
  expect(await bookings()).toHaveLength(1)
})
