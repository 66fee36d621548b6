import { MAX_OBJECTIONS } from '@domain/participation/deed'
import { GROUP_RULES, groupDerived } from '@domain/participation/group'
import { MATCH_RULES } from '@domain/participation/match'
import { monthEnd, monthStart, monthsFrom } from '@domain/participation/partner'
import { WORKER_RULES } from '@domain/participation/social-worker'
import { DAY, localDate, localMonth } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aGroup, aMember } from '../../worlds/fixtures/groups'
import { aHeldHonour } from '../../worlds/fixtures/honours'
import { aCentre, anOfficer, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPartner } from '../../worlds/fixtures/partners'
import { aSocialWorker } from '../../worlds/fixtures/volunteers'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Bench, Figure } from './report'

const CENTRES = 40
const GROUPS = 40
const MEMBERS = 200
const PARTNERS = 20
const SHOWN_PARTNERS = 15
const HELD = 60
const COLLEAGUES = 80
const WANTS = 400
/** At each centre, of those that were ever nominated. */
const HONOURS = 240
/** Documents that a call reads beside those that it shows: the person, the role, the centre. */
const BESIDE = 12
/** A phone should load it at once. */
const MOST_KILOBYTES = 100

/** What lists and pages of groups and partners read, in a city whose centres all have many of both. */
export const participation: Bench = async () => {
  const cloud = await startWholeCloud({ maxInstances: 1 })
  try {
    const now = cloudNow()
    const since = now - 300 * DAY
    const peopleOf = (groupId: string, n: number) =>
      Object.fromEntries(
        Array.from({ length: MEMBERS }, (_, m) => {
          // One person is in as many groups as one can be.
          const openid = m === 0 && n < GROUP_RULES.ownMost ? 'person-0' : `${groupId}-${m}`
          return [`member-${m}`, aMember(openid, since + m, m < 2)]
        }),
      )
    const activities = Array.from({ length: HELD }, (_, n) => {
      const startsAt = now - (n + 1) * 5 * DAY
      return { sessionId: `session-${n}`, title: '每周一次的排练', startsAt, endsAt: startsAt + 1, attended: 40 }
    })
    const centres = Array.from({ length: CENTRES }, (_, n) => (n === 0 ? CENTRE : `centre-${n}`))
    const startsAt = monthStart(localMonth(now - 600 * DAY))
    const months = monthsFrom(localMonth(startsAt), localMonth(now)).map(month => ({
      ...{ month, roomHours: 20, sessions: 4, held: 4, attended: 90, roomMinutes: 1200 },
    }))
    const reviews = Array.from({ length: 20 }, () => ({ at: now, by: '', goesOn: true, words: '谈'.repeat(200) }))
    for (const centreId of centres)
      await cloud.seed({
        centres: [aCentre({ _id: centreId })],
        groups: Array.from({ length: GROUPS }, (_, n) => {
          const _id = `${centreId}-g${n}`
          const people = peopleOf(_id, centreId === CENTRE ? n : GROUPS)
          const group = aGroup(now, { _id, centreId, startedAt: since + n, people, activities })
          return { ...group, ...groupDerived(group, now) }
        }),
        partners: Array.from({ length: PARTNERS }, (_, n) =>
          aPartner(now, {
            ...{ _id: `${centreId}-p${n}`, centreId, startsAt, months, reviews, words: '约'.repeat(200) },
            endsAt: monthEnd(localMonth(now + n * 31 * DAY)),
          }),
        ),
      })
    const colleagues = Array.from({ length: COLLEAGUES }, (_, n) => `worker-${n}`)
    const papers = Array.from({ length: WORKER_RULES.most }, (_, n) => ({
      ...{ id: `paper-${n}`, level: 'social' as const, from: localDate(now - DAY), until: localDate(now + 900 * DAY) },
      ...{ state: 'right' as const, at: now, checkedAt: now, checkedBy: 'x'.repeat(32), checkedByName: '周＊＊' },
      reason: '',
    }))
    const objections = Object.fromEntries(
      Array.from({ length: MAX_OBJECTIONS }, (_, n) => [
        `by-${n}`,
        { reason: '由'.repeat(60), at: now, requestId: '' },
      ]),
    )
    const honours = centres.flatMap(centreId =>
      Array.from({ length: HONOURS }, (_, n) =>
        aHeldHonour(n < 20 && centreId === CENTRE ? 'person-0' : `home-${n}`, now, now + DAY, {
          ...{ _id: `${centreId}-honour-${n}`, centreId, at: since + n, words: '话'.repeat(60), objections },
          ...(n % 3 === 0 ? { state: 'revoked' as const, dueAt: 0, endedAt: now } : {}),
          ...(n % 3 === 1 ? { state: 'disputed' as const, judges: [accountIdOf('judge')], panelUntil: now + DAY } : {}),
        }),
      ),
    )
    await cloud.seed({ honours })
    const week = [1, 2, 3, 4, 5, 6, 0].map(weekday => ({ weekday, opens: 540, closes: 660 }))
    await cloud.seed({
      staff: [
        ...[aStaff('manager', { role: 'manager' }), anOfficer('city')],
        ...colleagues.map(openid => ({ ...aStaff(openid), name: '一二三四五六七八九十一二' })),
      ],
      socialworkers: colleagues.map((openid, n) =>
        aSocialWorker(openid, now, {
          name: '一二三四五六七八九十一二',
          certificates: papers.map((paper, m) => (m < 3 ? { ...paper, state: 'asked' as const } : paper)),
          waitingAt: now - n,
        }),
      ),
      partnerwants: Array.from({ length: WANTS }, (_, n) => ({
        ...{
          _id: `want-${n}`,
          centreId: n < MATCH_RULES.most ? CENTRE : `centre-${n % 20}`,
          centreName: '中'.repeat(24),
        },
        ...{
          side: n < MATCH_RULES.most ? ('need' as const) : ('offer' as const),
          name: '名'.repeat(24),
          partnerId: '',
        },
        ...{ category: 'elders' as const, week, words: '话'.repeat(60), isOpen: true, until: now + DAY + n },
        ...{ revision: 1, requests: [], changedBy: '', forgottenAt: null },
      })),
    })
    const place = { centreId: CENTRE }
    const one = { groupId: `${CENTRE}-g0` }
    const calls = [
      ['the groups of a centre', 20, cloud.send('person-0', 'group.list', place)],
      ["a person's groups", GROUP_RULES.ownMost, cloud.send('person-0', 'group.mine', {})],
      ['a group', 1, cloud.send('person-0', 'group.get', one)],
      ['the groups of a centre at the office', GROUPS, cloud.send('manager', 'office.groups', place)],
      ['a group at the office', 1, cloud.send('manager', 'office.group', { ...place, ...one })],
      ['the partners of a centre', SHOWN_PARTNERS, cloud.send('manager', 'office.partners', place)],
      ['social workers of a centre', 2 * 60, cloud.send('manager', 'office.workers', place)],
      ['certificates that wait in the city', 40, cloud.send('city', 'office.workers', {})],
      ['needs of a centre with what fits', MATCH_RULES.most + 200, cloud.send('manager', 'office.wants', place)],
      ['honours of a household', 10, cloud.send('person-0', 'honours.home', place)],
      ['honours that somebody decides, the 20 first of 100', 120, cloud.send('judge', 'honours.home', place)],
      ['the public list of honours', 20, cloud.send('person-0', 'honours.list', place)],
      ['honours of a centre at the office', 130, cloud.send('manager', 'office.honours', place)],
    ] as const
    const figures: Figure[] = []
    for (const [what, shown, request] of calls) {
      const { reply, documentsExamined } = await request
      if (!reply.ok) throw new Error(`${what}: ${reply.code}`)
      const kilobytes = Buffer.byteLength(JSON.stringify(reply)) / 1000
      figures.push(
        { what: `${what}, documents examined`, value: documentsExamined, unit: 'documents', max: shown + BESIDE },
        { what: `${what}, answer`, value: kilobytes, unit: 'kB', max: MOST_KILOBYTES },
      )
    }
    return figures
  } finally {
    await cloud.close()
  }
}
