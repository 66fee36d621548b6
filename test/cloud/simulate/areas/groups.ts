import { GROUP_RULES, recountFrom } from '@domain/participation/group'
import { DAY, HOUR } from '@domain/time'
import type { GroupDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aGroup } from '../../../../worlds/fixtures/groups'
import { groupViolations } from '../../support/invariants/groups'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'
import { type Attended, watchAttended } from './attended'

/** Resident groups: people who join, leave and hand over; managers who edit and close; activities counted from check-ins. */
export const groups: Area = {
  name: 'groups',
  acts: [
    { does: 'join a group', perDay: 8, hours: [6, 23], run: join },
    { does: 'leave a group', perDay: 3, hours: [6, 23], run: leave },
    { does: 'hand over a group', perDay: 1, hours: [6, 23], run: handOver },
    { does: 'make a member lead a group', perDay: 1, hours: [8, 20], run: holder },
    { does: 'edit a group', perDay: 1, hours: [8, 20], run: edit },
    { does: 'close a group', perDay: 0.05, hours: [8, 20], run: close },
  ],
  due: [{ what: 'the count of a group', collection: 'groups', field: 'dueAt' }],
  begin: city => {
    for (const { id } of city.plan.centres) found(city, id)
    const attended = watchAttended(city)
    const memberships = new Memberships(city)
    return {
      onWrite: attended.onWrite,
      onCall: (sent, reply) => memberships.note(sent, reply?.ok ?? null),
      checkWrite: ({ collection, before, after }) =>
        collection === 'groups' && before && before.countedTo !== after.countedTo
          ? countViolations(after, recountFrom(before.countedTo), attended)
          : [],
      atRest: () => [
        ...groupViolations({ groups: city.simulation.all('groups'), partners: [] }),
        ...memberships.violations(),
      ],
    }
  },
}

/** A group that has begun some days ago, so that it is counted every day of the run. */
function found({ simulation }: City, centreId: string): void {
  const startedAt = BEGINNING - 3 * DAY
  const offeringId = `${centreId}-class`
  const group = aGroup(startedAt, {
    ...{ _id: `${centreId}-group`, centreId, centreName: centreId, countedTo: startedAt },
    offerings: [{ id: offeringId, title: '书法课', from: startedAt, until: null }],
    offeringIds: [offeringId],
    dueAt: BEGINNING + simulation.random.whole(12, 23) * HOUR,
  })
  simulation.seedWith({ groups: [group] })
}

/** Every activity that was counted is one to which so many people came, and none is missing. */
function countViolations({ _id, offerings, activities }: GroupDocument, from: number, attended: Attended): string[] {
  return offerings.flatMap(({ id, from: since, until }) =>
    attended.of(id, Math.max(from, since)).flatMap(({ session: { _id: sessionId, startsAt }, attended: came }) => {
      if (came === null || startsAt >= (until ?? Infinity)) return []
      const counted = activities.find(activity => activity.sessionId === sessionId)?.attended ?? 0
      return counted === came ? [] : [`${_id}: ${counted} counted in ${sessionId}, and ${came} were checked in`]
    }),
  )
}

/** What people were told about their memberships: the last answer holds, unless something was sent since. */
class Memberships {
  private readonly told = new Map<string, { requestId: string; isMember: boolean; isSure: boolean }>()

  constructor(private readonly city: City) {}

  note({ openid, route, input, requestId }: Sent, isOk: boolean | null): void {
    if (route === 'me.erase')
      for (const key of this.told.keys()) if (key.startsWith(`${openid} `)) this.told.delete(key)
    if (route !== 'group.join' && route !== 'group.leave') return
    const key = `${openid} ${(input as { groupId: string }).groupId}`
    const last = this.told.get(key)
    if (isOk === null) this.told.set(key, { requestId, isMember: route === 'group.join', isSure: false })
    // A second phone has sent something since: which came last is not known.
    else if (last?.requestId === requestId && isOk && !this.isBusy.has(key)) last.isSure = true
    if (isOk === null && last && !last.isSure) this.isBusy.add(key)
  }

  /** People of whom two requests were open at once. */
  private readonly isBusy = new Set<string>()

  violations(): string[] {
    return [...this.told].flatMap(([key, { isMember, isSure }]) => {
      const [openid = '', groupId = ''] = key.split(' ')
      const group = this.city.simulation.one('groups', groupId)
      const resident = this.city.plan.residents.find(each => each.openid === openid)
      if (!isSure || !group || !resident || group.closedAt > 0) return []
      const isIn = group.accountIds.includes(resident.accountId)
      return isIn === isMember ? [] : [`${groupId}: ${openid} ${isIn ? 'is' : 'is not'} a member, and was told else`]
    })
  }
}

function aGroupOf(city: City, { id }: CentrePlan): GroupDocument | undefined {
  return city.oneOf(city.simulation.all('groups').filter(({ centreId, closedAt }) => centreId === id && closedAt === 0))
}

function join(city: City, centre: CentrePlan): void {
  const group = aGroupOf(city, centre)
  if (group) city.phoneOf(city.aResident(centre)).press('group.join', { groupId: group._id })
}

/** A member of a group, sometimes one who leads it. */
function aMember(city: City, group: GroupDocument | undefined, isHolder = false) {
  const people = Object.entries(group?.people ?? {}).filter(([, person]) => !isHolder || person.isHolder)
  const [key = '', person] = city.oneOf(people) ?? []
  const resident = city.residentOf(person?.accountId ?? '')
  return group && resident ? { groupId: group._id, key, resident } : null
}

function leave(city: City, centre: CentrePlan): void {
  const member = aMember(city, aGroupOf(city, centre))
  if (member) city.phoneOf(member.resident).press('group.leave', { groupId: member.groupId })
}

function handOver(city: City, centre: CentrePlan): void {
  const group = aGroupOf(city, centre)
  const [from, to] = [aMember(city, group, true), aMember(city, group)]
  if (from && to) city.phoneOf(from.resident).press('group.handOver', { groupId: from.groupId, key: to.key })
}

function holder(city: City, centre: CentrePlan): void {
  const member = aMember(city, aGroupOf(city, centre))
  const isHolder = city.simulation.random.chance(0.7)
  if (!member) return
  const { groupId, key } = member
  city.managerOf(centre).press('office.groupHolder', { centreId: centre.id, groupId, key, isHolder })
}

/** Two managers often save at once; a group may lose its class for a while. */
function edit(city: City, centre: CentrePlan): void {
  const group = aGroupOf(city, centre)
  if (!group) return
  const { _id: groupId, title, words, kind, revision } = group
  const offeringIds = city.simulation.random.chance(0.7) ? [`${centre.id}-class`] : []
  for (const more of ['', '，也欢迎新人'])
    city.managerOf(centre).press('office.saveGroup', {
      ...{ centreId: centre.id, groupId, title, words: `${words}${more}`.slice(0, 60), kind, revision, offeringIds },
    })
}

function close(city: City, centre: CentrePlan): void {
  const group = aGroupOf(city, centre)
  if (group && Object.keys(group.people).length <= GROUP_RULES.membersLeast)
    city.managerOf(centre).press('office.closeGroup', { centreId: centre.id, groupId: group._id })
}
