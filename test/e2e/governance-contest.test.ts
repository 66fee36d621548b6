import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aContest, aContestEntry, aJuror } from '../../worlds/fixtures/contest'
import { aCentre, anOfficer } from '../../worlds/fixtures/index'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** The project contest, as people walk it. */
let cloud: WholeCloud
const entry = aContestEntry()
const jurors = Array.from({ length: 5 }, (_, n) =>
  aJuror(n, Date.now(), n === 0 ? {} : { accountId: accountIdOf(`juror-${n}`), joinedAt: Date.now() }),
)
/** What was published a year ago. */
const past = aContestEntry({ contestId: 'contest-2025', _id: 'contest-2025-jiangchuan', title: '四点半课堂' })
const result = { sheets: 9, score: 812, effect: 200, spread: 210, z: 35 }

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  const now = Date.now()
  await cloud.seed({
    centres: [aCentre()],
    staff: [anOfficer('city')],
    contests: [
      aContest(now, {
        ...{ stage: 'case', dueAt: now + 50 * DAY },
        judges: { case: { [entry._id]: jurors.map(({ _id }) => _id) } },
      }),
      aContest(now - 365 * DAY, {
        ...{ _id: 'contest-2025', year: 2025, stage: 'published', publishedAt: now - 300 * DAY, dueAt: 0 },
        results: { case: { [past._id]: { ...result, spread: 20 } } },
      }),
    ],
    contestentries: [entry, past],
    contestjurors: jurors,
  })
})
afterAll(() => cloud.close())

test('a juror joins and scores, the city looks at what is far apart and publishes, and everybody reads the places', async () => {
  const [juror, city, resident] = await Promise.all(['juror', 'city', 'resident'].map(one => openPhone(cloud, one)))
  if (!juror || !city || !resident) throw new Error('no phone')
  await resident.open('/participation/pages/contest/index')
  await resident.page.getByText('案例初选').last().waitFor()
  await resident.seen('#contest-year-2025').click()
  await resident.seen(`#place-1-${past._id}`).getByText('四点半课堂', { exact: false }).waitFor()

  await juror.open('/office/pages/jury/index')
  await juror.seen('input#jury-code').fill(jurors[0]?.code ?? '')
  await juror.seen('#jury-join').click()
  await juror.seen(`#judge-${entry._id}`).click()
  for (const [id, points] of Object.entries({
    need: '18',
    effect: '20.5',
    resources: '12',
    replicability: '8',
    stage: '4',
  }))
    await juror.seen(`input#mark-${id}`).fill(points)
  await juror.seen('#mark-save').click()
  await juror.seen(`#judge-${entry._id}`).getByText('87.5 分').waitFor()

  // The stages are over; sheets of the case selection were far apart.
  await cloud.change('contests', 'contest-2026', {
    stage: 'closed',
    dueAt: 0,
    results: { case: { [entry._id]: result } },
  })
  await city.page.setViewportSize({ width: 1280, height: 800 })
  await city.open('/office/pages/contest/index')
  await city.seen('#publish-contest').click()
  await city.seen('#publish-contest-problem').getByText('没有复核', { exact: false }).waitFor()
  await city.seen(`#entry-${entry._id}`).click()
  await city.seen('#look-words').locator('textarea').fill('问过两位评委，各有理由')
  await city.seen('#look-save').click()
  await city.seen('#publish-contest').click()
  await city.seen('#contest-stage').getByText('已公布', { exact: false }).waitFor()

  // The year before is shown as it was published, and nothing can be done there.
  await city.seen('#contest-year-2025').click()
  await city.seen(`#entry-${past._id}`).getByText('第 1 名', { exact: false }).waitFor()
  expect(
    await city.page.locator('#invite-juror:visible, #open-contest:visible, #publish-contest:visible').count(),
  ).toBe(0)
  await city.seen('#contest-report').click()
  await city.seen('#office-report').getByText('四点半课堂').waitFor()

  await resident.open('/participation/pages/contest/index')
  await resident.seen(`#place-1-${entry._id}`).getByText('第 1 名', { exact: false }).waitFor()
  for (const phone of [juror, city, resident]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})
