import { DAY, MINUTE } from '@domain/time'
import { aNeed } from '../../worlds/fixtures/governance'
import { aCentre, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** A need on its way, as people walk it. */
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(cloudNow(), { startsAt: cloudNow() + 10 * MINUTE })],
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

test('needs become a topic, a household votes, nobody sees the result before the end, and the decision reaches the need', async () => {
  await cloud.seed({ needs: [aNeed({ at: cloudNow() - DAY })] })
  const sessionId = 'calligraphy-1'
  const { booking } = await cloud.ask('voter', 'booking.create', { sessionId, memberIds: ['self'] })
  await cloud.ask('manager', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
  const [voter, manager] = await Promise.all(['voter', 'manager'].map(openid => openPhone(cloud, openid)))
  if (!voter || !manager) throw new Error('no phone')
  const desk = `/office/pages/topics/index?centreId=${CENTRE}`
  await manager.open(desk)
  await manager.seen('#new-topic').click()
  await manager.seen('input#topic-title').fill('周末书法班')
  await manager.seen('#topic-words').locator('textarea').fill('每周六上午')
  await manager.seen('#topic-need-need-class').click()
  await manager.seen('#topic-save').click()
  await manager.seen('[id^=open-]').click()
  await manager.seen('#open-vote-yes').click()
  await manager.page.getByText('表决到', { exact: false }).last().waitFor()
  const [topic] = await cloud.stored('topics')

  await voter.open('/participation/pages/need/index?id=need-class')
  await voter.seen('#need-topic').click()
  await voter.seen('#topic-vote').click()
  await voter.seen('#vote-for').click()
  await voter.seen('#vote-yes').click()
  await voter.seen('#topic-voting').getByText('投过了；截止以前谁也看不到结果', { exact: false }).waitFor()

  cloud.later(9 * DAY)
  await cloud.tick()
  await manager.open(desk)
  await manager.seen(`#decide-${topic?._id}`).click()
  await manager.page.getByText('赞成 1 家', { exact: false }).last().waitFor()
  await manager.seen('#decide-reasons').locator('textarea').fill('想学的人多')
  await manager.seen('#decide-yes').click()
  await manager.page.getByText('通过', { exact: true }).waitFor()
  await voter.open('/participation/pages/need/index?id=need-class')
  await voter.seen('#need-topic').getByText('已经公布决定').waitFor()
  await voter.seen('#need-topic').click()
  await voter.seen('#topic-decision').getByText('想学的人多', { exact: false }).waitFor()
  cloud.later(0)
  for (const phone of [voter, manager]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})
