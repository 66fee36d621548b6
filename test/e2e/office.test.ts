import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CENTRE_COLUMNS } from '@domain/office/import-centres'
import { DAY, HOUR, localDate, startOfLocalDay } from '@domain/time'
import { strFromU8, unzipSync } from 'fflate'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { chooseRows } from './support/choose-file'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const ROOT = join(__dirname, '..', '..')
const now = cloudNow()
let cloud: WholeCloud
let city: Phone
let manager: Phone
let parent: Phone
let centreId: string

beforeAll(async () => {
  // Nothing is seeded: all that this file needs is made on screens, but for the first officer.
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  city = await openPhone(cloud, 'city', { width: 1280, height: 900 })
  manager = await openPhone(cloud, 'manager', { width: 1280, height: 900 })
  parent = await openPhone(cloud, 'parent')
})
afterAll(async () => {
  expect([...city.complaints, ...manager.complaints, ...parent.complaints]).toEqual([])
  await cloud.close()
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
})

/** The text of a file of an archive. */
const textIn = (file: string, path: string) => strFromU8(unzipSync(readFileSync(file))[path] ?? new Uint8Array())

test('the first officer of the city is made by one command with the number on the own phone', async () => {
  await city.open('/pages/me/index')
  const number = /[a-z2-7]{20}/.exec((await city.seen('#me-number').textContent()) ?? '')?.[0] ?? ''
  const command = promisify(execFile)
  const { stdout } = await command(
    process.execPath,
    ['--import', 'tsx', join('config', 'tasks', 'first-office.ts'), number],
    {
      cwd: ROOT,
      env: { ...process.env, PORT: new URL(cloud.url).port },
    },
  )
  expect(stdout).toContain('is now the officer of the city')
  await city.open('/pages/me/index')
  await city.seen('#office-entrance-city').click()
  await city.seen('#office-desk').waitFor()
})

test('the officer imports a centre from a spreadsheet and invites its manager, who accepts', async () => {
  const { seen } = city
  await seen('#side-centres').click()
  await seen('#centres-import').click()
  const centre = ['江川区', '江川区党群服务中心', '宁海街道 1 号', '0877-5550100', '102.75', '24.29']
  const choose = (hours: string) =>
    chooseRows(city, [CENTRE_COLUMNS.map(({ label }) => label), [...centre, hours, '饮水', '']])
  await choose('早上八点')
  await seen('#import-faults').getByText('有 1 格不对，一个都没有导入').waitFor()
  await seen('#office-import').getByText('第 2 行「开放时间」').waitFor()
  await choose('08:00-21:00')
  await seen('#import-yes').click()
  await seen('#office-import').waitFor({ state: 'detached' })
  centreId = (await cloud.stored('centres', {}))[0]?._id ?? ''
  await seen(`#centre-${centreId}`).click()
  await seen('#side-team').click()
  await seen('#team-invite').click()
  await seen('input#invite-name').fill('李主任')
  await seen('#role-manager').click()
  await seen('#invite-yes').click()
  const code = (await seen('#invite-number').textContent()) ?? ''

  await manager.open('/office/pages/join/index')
  await manager.seen('input#join-code').fill(code)
  await manager.seen('#join-yes').click()
  await manager.seen('#side-timetable').waitFor()
  await seen('#invite-done').getByText('李主任加入了').waitFor()
})

test('the manager makes a class and publishes four weeks of it', async () => {
  const { seen, page } = manager
  await seen('#side-offerings').click()
  await seen('#offering-add').click()
  await seen('#new-children').click()
  await seen('input#offering-title').fill('小课桌')
  await seen('input#offering-room').fill('一楼 小课桌')
  await seen('#preset-drop-in').click()
  await seen('#offering-save').click()
  await seen('#office-offerings').getByText('小课桌').first().waitFor()

  await seen('#side-timetable').click()
  await seen('#office-timetable').waitFor()
  // In a quarter of an hour, so that the door is open.
  await page.getByLabel(`${localDate(now)} 12 点加一场`).click()
  const [offering] = await cloud.stored('offerings', {})
  await seen(`#add-of-${offering?._id}`).click()
  await seen('input#draft-from').fill('1215')
  await seen('input#draft-to').fill('1345')
  await seen('#draft-save').click()
  await seen('#draft-sheet').waitFor({ state: 'detached' })
  // And weekly from tomorrow on, as far as the days are no holidays.
  await seen('#timetable-add').click()
  await seen('#add-weekly').click()
  await seen(`#add-of-${offering?._id}`).click()
  const planned = Number(/建 (\d) 场/.exec((await seen('#plan-said').textContent()) ?? '')?.[1])
  await seen('#repeat-yes').click()
  await seen('#repeat-sheet').waitFor({ state: 'detached' })
  await seen('#timetable-month').click()
  for (let months = 0; months < 2 && (await cloud.stored('drafts', { state: 'draft' })).length > 0; months++) {
    if (months > 0) await seen('#timetable-later').click()
    await seen('#timetable-publish').click()
    await seen('#publish-yes').click()
    await seen('#publish-sheet').waitFor({ state: 'detached' })
  }
  const sessions = await cloud.stored('sessions', {})
  expect(sessions).toHaveLength(1 + planned)
  expect(Math.min(...sessions.map(({ startsAt }) => startsAt))).toBe(startOfLocalDay(now) + 12.25 * HOUR)
})

test('a resident finds the class and books, and staff let the child in', async () => {
  const { seen, page } = parent
  const born = new Date(now - 8.5 * 365 * DAY)
  await parent.open('/pages/home/index')
  await seen('#home-classes').click()
  await page.getByText('小课桌').first().click()
  await seen('#member-add').click()
  await seen('input#member-nickname').fill('果果')
  await seen('#member-birth').click()
  await seen('#year-sheet').getByText(String(born.getUTCFullYear()), { exact: true }).click()
  await seen(`#month-${born.getUTCMonth() + 1}`).click()
  await seen('#member-consent').click()
  await seen('#member-save').click()
  await seen('#privacy-agree').click()
  // A class for all ages: the parent, who is ticked at first, does not come along.
  await seen('#attendee-self').click()
  await seen('#class-confirm').click()
  await seen('#success').waitFor()
  const [booking] = await cloud.stored('bookings', { status: 'confirmed' })

  await manager.seen('#side-desk').click()
  await manager.seen('#day-totals').getByText('约了').waitFor()
  await manager.seen(`#board-${booking?.sessionId}`).click()
  await manager.seen(`#roster-${booking?._id}`).click()
  await manager.seen('#row-let-in').click()
  await manager.seen('#staff-result').getByText('请进').waitFor()
})

/** The spreadsheet that a button of the manager saves. */
async function exported(button: string) {
  const { seen, page } = manager
  const [download] = await Promise.all([page.waitForEvent('download'), seen(button).click()])
  const dir = mkdtempSync(join(tmpdir(), 'download-'))
  await download.saveAs(join(dir, 'sheet.xlsx'))
  const sheet = textIn(join(dir, 'sheet.xlsx'), 'xl/worksheets/sheet1.xml')
  rmSync(dir, { recursive: true })
  const cells = new Map(
    [...sheet.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<is><t[^>]*>([^<]*)|<v>([^<]*))/g)].map(([, place, text, value]) => [
      place,
      text ?? Number(value),
    ]),
  )
  return { name: download.suggestedFilename(), sheet, cells }
}

test('the manager sees it in the numbers, opens its record, and finds it in the cells of the .xlsx', async () => {
  const { seen } = manager
  cloud.later(HOUR)
  await manager.open(`/office/pages/figures/index?centreId=${centreId}`)
  await seen('#figures-said').getByText('开了 1 场').waitFor()
  await seen('#figures-said').getByText('来了 1 人').waitFor()
  await seen('#chart-hours-12').click()
  await seen('#figures-records').getByText('约 1 / 20，来 1').waitFor()
  await seen('#sheet-close').click()

  const { name, sheet, cells } = await exported('#figures-export')
  expect(name).toBe(`数字 ${localDate(now)}.xlsx`)
  expect(['A1', 'A2', 'D2', 'E2', 'F2'].map(place => cells.get(place))).toEqual(['课', '小课桌', 20, 1, 1])
  // A day and a time of China: 12:15.
  expect(Number(cells.get('C2')) % 1).toBeCloseTo(12.25 / 24, 6)
  expect(sheet).not.toContain('<f>')
  cloud.later(0)
})

test('the roster for paper and for a spreadsheet has the columns that were chosen', async () => {
  const { seen } = manager
  const [session] = await cloud.stored('sessions', { title: '小课桌' })
  await manager.open(`/office/pages/print/index?centreId=${centreId}&sessionId=${session?._id}`)
  await seen('#print-column-尾号').click()
  await seen('#print-column-怎么约的').click()
  await seen('#print-column-怎么约的[aria-checked="false"]').waitFor()
  const { cells } = await exported('#print-export')
  expect(['A1', 'B1', 'C1', 'D1', 'E1'].map(place => cells.get(place))).toEqual([
    '序',
    '姓名',
    '人数',
    '签到',
    undefined,
  ])
})
