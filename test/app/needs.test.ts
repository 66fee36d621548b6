import { aNeed } from '../../worlds/fixtures/governance'
import { aStaff, CENTRE } from '../../worlds/fixtures/index'
import { seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({ needs: [aNeed()], staff: [aStaff('needs-manager', { role: 'manager' })] })
})

test('a resident puts a need, supports another one, and reads the answer of the centre on its page', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'putter')
  phone.launch(`packages/participation/pages/needs/index?centreId=${CENTRE}`)
  await phone.sees('周末开一个书法班')
  await phone.tap('needs-put')
  await phone.tap('put-street')
  await phone.type('put-text', '门口的路灯不亮')
  await phone.tap('put-yes')
  await phone.arrives('packages/participation/pages/need/index')
  await phone.sees('等中心答复')
  await phone.tap('need-tell')
  await phone.sees('有进展时告诉您，还有 1 次')
  const { items } = await cloud.ask('putter', 'need.mine', {})
  phone.launch('packages/participation/pages/need/index?id=need-class')
  await phone.tap('need-support')
  await phone.sees('您家说过也需要')

  const desk = new Phone(cloud, 'needs-manager')
  desk.launch(`packages/office/pages/needs/index?centreId=${CENTRE}`)
  await desk.tap(`need-${items[0]?.id}`)
  await desk.type('answer-words', '这周就换灯')
  await desk.tap('answer-yes')
  // What is answered no longer waits.
  await desk.seesNoMore('门口的路灯不亮')
  phone.launch(`packages/participation/pages/need/index?id=${items[0]?.id}`)
  await phone.sees('这周就换灯')
})
