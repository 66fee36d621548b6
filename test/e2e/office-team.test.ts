import { aCentre, aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { chooseRows } from './support/choose-file'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const now = cloudNow()
let cloud: WholeCloud
let manager: Phone
let colleague: Phone

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    accounts: [aHousehold('manager', now), aHousehold('colleague', now)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
  manager = await openPhone(cloud, 'manager', { width: 1280, height: 800 })
  colleague = await openPhone(cloud, 'colleague')
})
afterAll(async () => {
  expect([...manager.complaints, ...colleague.complaints]).toEqual([])
  await cloud.close()
})

test('a manager invites a colleague, who accepts on the own phone and sees what the duties open', async () => {
  await manager.open(`/office/pages/desk/index?centreId=${CENTRE}`)
  await manager.seen('#side-team').click()
  await manager.seen('#team-invite').click()
  await manager.seen('input#invite-name').fill('小李')
  await manager.seen('#duty-timetable').click()
  await manager.seen('#invite-yes').click()
  const code = (await manager.seen('#invite-number').textContent()) ?? ''

  await colleague.open('/pages/me/index')
  await colleague.seen('#me-join').click()
  await colleague.seen('input#join-code').fill('2222 2222 2222 2222')
  await colleague.seen('#join-problem').getByText('这个邀请不能用了').waitFor()
  await colleague.seen('input#join-code').fill(code)
  await colleague.seen('#join-offer').getByText('工作人员（签到和前台、课表）').waitFor()
  await colleague.seen('#join-yes').click()
  await colleague.seen('#office-desk').waitFor()

  await manager.seen('#invite-done').getByText('小李加入了').waitFor()
  await manager.seen('#invite-close').click()
  await manager.seen('#office-team').getByText('签到和前台、课表').waitFor()
})

test('changed duties count at once; whoever is removed is refused, and the journal says who did it', async () => {
  const stored = (await cloud.stored('staff', { name: '小李' }))[0]
  await manager.seen(`#member-${stored?._id}`).click()
  await manager.seen('#duty-door').click()
  await manager.seen('#member-save').click()
  await manager.seen('#member-sheet').waitFor({ state: 'detached' })
  expect((await cloud.stored('staff', { name: '小李' }))[0]?.roles).toMatchObject([
    { centreId: CENTRE, role: 'staff', duties: ['timetable'] },
  ])

  // The arrow keys reach the row, Enter opens it, Esc closes it.
  const { page } = manager
  const sheet = manager.seen('#member-sheet')
  for (let n = 0; n < 2; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await sheet.waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })

  await manager.seen(`#member-${stored?._id}`).click()
  await manager.seen('#member-remove').click()
  await manager.seen('input#remove-reason').fill('调去别的中心')
  await manager.seen('#remove-yes').click()
  await manager.seen('#office-team').getByText('以前的成员').waitFor()

  await colleague.open(`/staff/pages/today/index?centreId=${CENTRE}`)
  await colleague.seen('#staff-today').getByText('这里只有本中心工作人员能进').waitFor()

  await manager.seen('#side-journal').click()
  const journal = manager.seen('#office-journal')
  await journal.getByText('取消身份').waitFor()
  await journal.getByText('原因：调去别的中心').waitFor()
  await manager.seen('#journal-act').click()
  await manager.seen('#act-set-duties').click()
  await journal.getByText('工作人员（签到和前台、课表） → 工作人员（课表）').waitFor()
  await journal.getByText('取消身份', { exact: true }).waitFor({ state: 'detached' })
})

test('the staff of a spreadsheet are expected: wrong cells are marked, and a code that is shown later lets them in', async () => {
  const { seen } = manager
  await seen('#side-team').click()
  await seen('#team-import').click()
  await chooseRows(manager, [
    ['姓名', '身份', '管什么'],
    ['周小兰', '工作人员', '唱歌'],
    ['马强', '站长', '送餐'],
  ])
  await seen('#import-faults').getByText('有 2 格不对，一个都没有导入').waitFor()
  await seen('#office-import').getByText('第 2 行「管什么」').waitFor()
  await seen('#office-import').getByText('第 3 行「身份」').waitFor()
  await chooseRows(manager, [
    ['姓名', '身份', '管什么'],
    ['周小兰', '工作人员', '收银、备餐'],
    ['马强', '工作人员', '送餐'],
  ])
  await seen('#import-yes').click()
  await seen('#office-import').waitFor({ state: 'detached' })
  await seen('#office-team').getByText('马强').waitFor()
  const [expected] = await cloud.stored('invitations', { name: '周小兰' })
  await seen(`#show-${expected?._id}`).click()
  const code = (await seen('#invite-number').textContent()) ?? ''

  await colleague.open('/pages/me/index')
  await colleague.seen('#me-join').click()
  await colleague.seen('input#join-code').fill(code)
  await colleague.seen('#join-offer').getByText('工作人员（收银、备餐）').waitFor()
  await colleague.seen('#join-yes').click()
  await colleague.seen('#office-desk').waitFor()
  await seen('#invite-done').getByText('周小兰加入了').waitFor()
})
