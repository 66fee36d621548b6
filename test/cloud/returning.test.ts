import { DAY, localDate, MINUTE } from '@domain/time'
import { accountIdOf, newSecret } from '../../cloudfunctions/lib/kernel/ids'
import { aContest, aJuror } from '../../worlds/fixtures/contest'
import { aGroup } from '../../worlds/fixtures/groups'
import { aCentre, aHousehold, aStaff, aStation, CENTRE } from '../../worlds/fixtures/index'
import { aPanel, aPointTask } from '../../worlds/fixtures/points'
import { aShift } from '../../worlds/fixtures/volunteers'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/** Who comes back in the minutes after an erasure, before the timer has gone over everything once more, keeps what they then make. */

const now = Date.parse('2026-07-01T02:00:00Z')
const ID = accountIdOf('mum')
const world = openWorld({ newSecret })
const { ask, codeOf } = callsOf(world)
const later = (minutes: number) => world.setClock(now + minutes * MINUTE)
const DATES = [localDate(now - DAY), localDate(now)] as const

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    accounts: [aHousehold('mum', now), aHousehold('other', now)],
    staff: [aStaff('manager', { role: 'manager' })],
    stations: [aStation()],
    pointtasks: [aPointTask({ every: 'day' })],
    shifts: [0, 1].map(n => aShift(now, { _id: `shift-${n}`, startsAt: now + (3 + n) * DAY })),
    groups: [0, 1].map(n => aGroup(now, { _id: `group-${n}` })),
    contests: [aContest(now)],
    contestjurors: [0, 1].map(n => aJuror(n, now)),
  })
})

/** One of each kind of record, the n-th. Returns what was refused. */
async function makeAll(n: 0 | 1): Promise<string[]> {
  const profile = { name: `王小红${n}`, phone: '', skills: [] }
  const child = { relation: 'child', nickname: '果果', birthMonth: '2020-01', guardianConsent: true } as const
  const codes: string[] = []
  const make = async (...call: Parameters<typeof codeOf>) => {
    const code = await codeOf(...call)
    if (code !== 'OK') codes.push(`${call[1]} ${code}`)
  }
  await make('mum', 'need.put', { centreId: CENTRE, category: 'classes', text: `周末开一个书法班 ${n}` })
  await make('mum', 'points.report', { taskId: 'sweep', date: DATES[n], hours: null, note: '扫了' })
  const [deed] = (await world.stored('deeds', { accountId: ID })).filter(({ date }) => date === DATES[n])
  await make('other', 'points.confirm', { code: deed?.code ?? '00000000' })
  await make('mum', 'volunteer.save', profile)
  await make('mum', 'volunteer.signUp', { shiftId: `shift-${n}` })
  await make('mum', 'group.join', { groupId: `group-${n}` })
  await make('mum', 'contest.join', { code: aJuror(n, now).code })
  const { memberId } = await ask('mum', 'member.save', child)
  await make('mum', 'care.invite', { memberId, name: `爸爸${n}` })
  const { carers } = await ask('mum', 'care.list', {})
  await make('other', 'care.accept', { code: carers.find(({ code }) => code !== null)?.code ?? '000000000000' })
  const { code } = await ask('manager', 'office.invite', {
    ...{ centreId: CENTRE, role: 'staff', duties: ['door'], name: `小周${n}` },
  })
  await make('mum', 'invitation.accept', { code })
  const paper = { level: 'social', from: '2026-01-01', until: n === 0 ? '2027-01-01' : '2028-01-01' } as const
  await make('mum', 'office.enterCertificate', { centreId: CENTRE, ...paper })
  const { revision = 0 } = (await world.stored('pointpanels'))[0] ?? {}
  const members = aPanel(['p-1', 'p-2', 'p-3', 'p-4', 'mum']).members
  await make('manager', 'office.savePointPanel', { centreId: CENTRE, revision, members })
  const guided = await world.stored('shifts', { _id: `shift-${n}` })
  await world.change('shifts', `shift-${n}`, {
    guide: { ...guided[0]?.guide, accountId: ID, since: world.now() } as never,
  })
  return codes
}

/** What names the person, by kind: ids or texts. */
async function named() {
  const [needs, deeds, rows, purses, volunteers, shifts, groups, jurors, accounts, staff, panels, workers, journal] =
    await Promise.all([
      world.stored('needs', { accountId: ID }),
      world.stored('deeds', { accountId: ID }),
      world.stored('pointrows', { accountId: ID }),
      world.stored('purses', { _id: ID }),
      world.stored('volunteers', { _id: ID }),
      world.stored('shifts'),
      world.stored('groups'),
      world.stored('contestjurors', { accountId: ID }),
      world.stored('accounts'),
      world.stored('staff', { _id: ID }),
      world.stored('pointpanels'),
      world.stored('socialworkers', { _id: ID }),
      world.stored('journal', { 'person.id': ID }),
    ])
  const has = (people: object) => Object.values(people).some(person => person.accountId === ID)
  return {
    needs: needs.map(({ text }) => text),
    deeds: deeds.map(({ date, state }) => `${date} ${state}`),
    rows: rows.map(({ what, subject }) => `${what} ${deeds.find(({ _id }) => _id === subject)?.date}`),
    listed: purses.flatMap(({ listed }) => Object.values(listed).map(({ points }) => points)),
    volunteers: volunteers.map(({ name, shifts: taken }) => [name, ...Object.keys(taken)]),
    shifts: shifts.filter(({ people }) => has(people)).map(({ _id }) => _id),
    guides: shifts.filter(({ guide }) => guide.accountId === ID).map(({ _id }) => _id),
    groups: groups.filter(({ people }) => has(people)).map(({ _id }) => _id),
    jurors: jurors.map(({ _id }) => _id),
    carers: accounts.flatMap(({ carers = {} }) => Object.values(carers).map(({ name }) => name)),
    caring: accounts.flatMap(({ caring = {} }) => Object.values(caring).map(({ accountId }) => accountId === ID)),
    roles: staff.flatMap(({ roles, name }) => roles.map(() => name)),
    panel: panels.some(({ members }) => members.some(({ accountId }) => accountId === ID)),
    papers: workers.flatMap(({ certificates }) => certificates.map(({ until }) => until)),
    told: journal.map(({ at }) => at > now + MINUTE),
  }
}

const SINCE = {
  needs: ['周末开一个书法班 1'],
  deeds: [`${DATES[1]} listed`],
  rows: [`earned ${DATES[1]}`],
  listed: [2],
  volunteers: [['王小红1', 'shift-1']],
  shifts: ['shift-1'],
  guides: ['shift-1'],
  groups: ['group-1'],
  jurors: ['juror-1'],
  carers: ['爸爸1'],
  caring: [true],
  roles: ['小周1'],
  panel: true,
  papers: ['2028-01-01'],
}

async function finish() {
  for (const minutes of [5, 8, 11, 14, 17]) {
    later(minutes)
    await (await world.startTick()).finish()
  }
}

test('everything that is made within minutes of an erasure stays, and everything from before is gone', async () => {
  expect(await makeAll(0)).toEqual([])
  later(1)
  await ask('mum', 'me.erase', {})
  later(3)
  expect(await makeAll(1)).toEqual([])
  await finish()
  expect(await named()).toEqual({ ...SINCE, told: expect.not.arrayContaining([false]) })
  expect((await world.stored('accounts', { _id: ID }))[0]?.erasingAt).toBe(0)
  expect(await invariantViolations(world, Number.POSITIVE_INFINITY)).toEqual([])

  // A second erasure takes it, too.
  await ask('mum', 'me.erase', {})
  for (const minutes of [25, 30, 35]) {
    later(minutes)
    await (await world.startTick()).finish()
  }
  const text = JSON.stringify(await named())
  expect(text).not.toMatch(/1"|true/)
})

test('where the erasing call has died after its first write, the timer ends what was before and leaves what was made since', async () => {
  await makeAll(0)
  later(1)
  const erasure = await world.start(
    'mum',
    'me.erase',
    {},
    { requestId: 'request-erase', fault: { kind: 'before', call: 3 } },
  )
  await erasure.finish()
  later(3)
  // Codes of one contest are good for one juror, and a role for one grant, until the timer has been there.
  const refused = await makeAll(1)
  await finish()
  const known = await named()
  expect(known).toMatchObject({ needs: SINCE.needs, deeds: SINCE.deeds, rows: SINCE.rows, listed: SINCE.listed })
  expect(known).toMatchObject({ volunteers: SINCE.volunteers, shifts: SINCE.shifts, groups: SINCE.groups })
  expect(known).toMatchObject({ carers: SINCE.carers, caring: SINCE.caring, panel: expect.any(Boolean) })
  expect(refused).toEqual(['contest.join INVITATION_USED'])
  expect(await invariantViolations(world, Number.POSITIVE_INFINITY)).toEqual([])
})

test('who erases again while the first erasure is in progress leaves nothing', async () => {
  await ask('mum', 'me.erase', {})
  later(1)
  await makeAll(1)
  later(2)
  await ask('mum', 'me.erase', {})
  await finish()
  expect(JSON.stringify(await named())).not.toMatch(/1"|true/)
})
