import { aCentre, anOfficer, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** A need on its way, as people walk it. */
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    staff: [aStaff('manager', { role: 'manager' }), anOfficer('county', '江川区')],
  })
})
afterAll(() => cloud.close())

test('a resident puts a need, a neighbour needs it, too, the manager answers, and the resident reads it', async () => {
  const [resident, neighbour, manager] = await Promise.all(
    ['resident', 'neighbour', 'manager'].map(openid => openPhone(cloud, openid)),
  )
  if (!resident || !neighbour || !manager) throw new Error('no phone')
  await resident.open(`/participation/pages/needs/index?centreId=${CENTRE}`)
  await resident.seen('#needs-put').click()
  await resident.seen('#put-street').click()
  await resident.seen('#put-text').locator('textarea').fill('门口的路灯不亮')
  await resident.seen('#put-yes').click()
  await resident.seen('#need-waiting').getByText('等中心答复').waitFor()
  const { items } = await cloud.ask('resident', 'need.mine', {})

  await neighbour.open(`/participation/pages/needs/index?centreId=${CENTRE}`)
  await neighbour.seen(`#need-${items[0]?.id}`).click()
  await neighbour.seen('#need-support').click()
  await neighbour.page.getByText('还有 1 家也需要', { exact: false }).last().waitFor()

  await manager.page.setViewportSize({ width: 1280, height: 800 })
  await manager.open(`/office/pages/needs/index?centreId=${CENTRE}`)
  await manager.seen(`#need-${items[0]?.id}`).click()
  await manager.seen('#answer-words').locator('textarea').fill('这周就换灯')
  await manager.seen('#answer-yes').click()
  await manager.seen('#office-needs-empty').waitFor()

  await resident.open(`/participation/pages/needs/index?centreId=${CENTRE}`)
  await resident.seen('#needs-own').click()
  await resident.seen(`#need-${items[0]?.id}`).click()
  await resident.seen('#need-answer').getByText('这周就换灯', { exact: false }).waitFor()
  for (const phone of [resident, neighbour, manager]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})
