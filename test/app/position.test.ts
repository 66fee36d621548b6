import { HOUR } from '@domain/time'
import { AHEAD_MS, cloudNow } from '../cloud/support/clock'
import { seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

async function homeOf(openid: string, positionAge: number): Promise<Phone> {
  const phone = new Phone(held.cloud, openid)
  const location = { longitude: 102.75, latitude: 24.3 }
  // The phone has learnt the cloud's clock before.
  phone.around.storage.set('nf:clock-offset', JSON.stringify({ v: 1, value: AHEAD_MS }))
  phone.around.storage.set('nf:location', JSON.stringify({ v: 2, value: { location, at: cloudNow() - positionAge } }))
  phone.launch()
  await phone.sees('江川区党群服务中心')
  await phone.settles()
  return phone
}

test('the distance from the person is said as roughly as the phone knows it', async () => {
  const phone = await homeOf('walker', 0)
  expect(phone.text).toContain('离您大约 5 公里内')
})

test('a position of hours ago gives no distance', async () => {
  const phone = await homeOf('moved-on', 3 * HOUR)
  expect(phone.text).not.toContain('离您')
})
