import { GROUP_RULES, groupDerived } from '@domain/participation/group'
import { monthEnd, monthStart, monthsFrom } from '@domain/participation/partner'
import { DAY, localMonth } from '@domain/time'
import { aGroup, aMember } from '../../worlds/fixtures/groups'
import { aCentre, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPartner } from '../../worlds/fixtures/partners'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Bench, Figure } from './report'

const CENTRES = 40
const GROUPS = 40
const MEMBERS = 200
const PARTNERS = 20
const SHOWN_PARTNERS = 15
const HELD = 60
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
    await cloud.seed({ staff: [aStaff('manager', { role: 'manager' })] })
    const place = { centreId: CENTRE }
    const one = { groupId: `${CENTRE}-g0` }
    const calls = [
      ['the groups of a centre', 20, cloud.send('person-0', 'group.list', place)],
      ["a person's groups", GROUP_RULES.ownMost, cloud.send('person-0', 'group.mine', {})],
      ['a group', 1, cloud.send('person-0', 'group.get', one)],
      ['the groups of a centre at the office', GROUPS, cloud.send('manager', 'office.groups', place)],
      ['a group at the office', 1, cloud.send('manager', 'office.group', { ...place, ...one })],
      ['the partners of a centre', SHOWN_PARTNERS, cloud.send('manager', 'office.partners', place)],
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
