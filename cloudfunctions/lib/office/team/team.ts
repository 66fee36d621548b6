import { MAX_EXPECTED } from '@domain/contracts/limits'
import type { TeamMember } from '@domain/contracts/office-team'
import type { Place } from '@domain/office/access'
import { dutiesOf } from '@domain/office/roles'
import { maskName, SELF_ID, UNNAMED_SELF } from '@domain/people/members'
import { INVITATIONS } from '@domain/tries'
import type { Handler } from '../../kernel/router/router'
import type { CentreGrant, FormerGrant, OfficeGrant, StaffDocument } from '../../kernel/store/documents'
import { gt, oneOf, type Store, type Where } from '../../kernel/store/port'
import { invitationView } from './views'

/** More people than any place has. */
const MAX_PEOPLE = 500
/** Open invitations that are shown. */
const MAX_INVITATIONS = MAX_EXPECTED + INVITATIONS.most
const FORMER_SHOWN = 20

/** Lists who works at a place, its open invitations, and who has left. */
export const getTeam: Handler<'office.team'> = async ({ store, now, place, accountId }) => {
  const [people, left, invitations] = await Promise.all([
    peopleOf(store, place),
    store.staff.find({ where: formerOf(place), limit: MAX_PEOPLE }),
    store.invitations.find({
      where: { centreId: place.centreId, until: gt(now) },
      sort: [['until', 'desc']],
      limit: MAX_INVITATIONS,
    }),
  ])
  const names = await namesOf(store, people)
  const views = invitations
    .filter(({ county }) => place.centreId !== null || county === place.county)
    .map(invitation => invitationView(invitation, now))
  return {
    now,
    members: people.flatMap(staff => memberAt(staff, place, accountId, names) ?? []),
    invitations: views.filter(({ state }) => state === 'open' || state === 'listed'),
    former: left
      // Who only gave up a duty is still a member.
      .filter(staff => grantAt(staff, place) === null)
      .flatMap(({ name, former = [] }) =>
        former
          .filter(grant => isAt(grant, place))
          .map(({ role, until }) => ({ name: name === undefined ? null : maskName(name), role, until })),
      )
      .sort((a, b) => b.until - a.until)
      .slice(0, FORMER_SHOWN),
  }
}

/** Everybody with a role at exactly this place. */
export function peopleOf(store: Store, place: Place): Promise<StaffDocument[]> {
  return store.staff.find({ where: membersOf(place), limit: MAX_PEOPLE })
}

function membersOf({ centreId, county }: Place): Where<StaffDocument> {
  if (centreId !== null) return { 'roles.centreId': centreId }
  return county === null ? { 'offices.role': 'city' } : { 'offices.county': county }
}

function formerOf({ centreId, county }: Place): Where<StaffDocument> {
  if (centreId !== null) return { 'former.centreId': centreId }
  return county === null ? { 'former.role': 'city' } : { 'former.role': 'county' }
}

/** The role of a person at exactly this place; null: none. */
export function grantAt(staff: StaffDocument | null, place: Place): CentreGrant | OfficeGrant | null {
  if (!staff) return null
  if (place.centreId !== null) return staff.roles.find(({ centreId }) => centreId === place.centreId) ?? null
  return staff.offices?.find(grant => isAt({ ...grant, centreId: null }, place)) ?? null
}

/** Whether a grant is one at exactly this place. */
export function isAt(grant: Pick<FormerGrant, 'centreId' | 'county'>, { centreId, county }: Place): boolean {
  return grant.centreId === centreId && (centreId !== null || grant.county === county)
}

/** A person's role at the place, for a list; null: none. */
export function memberAt(
  staff: StaffDocument,
  place: Place,
  caller: string,
  names: ReadonlyMap<string, string>,
): TeamMember | null {
  const grant = grantAt(staff, place)
  if (!grant) return null
  const given = 'duties' in grant ? grant.duties : undefined
  return {
    personId: staff._id,
    name: names.get(staff._id) ?? null,
    role: grant.role,
    duties: dutiesOf(grant.role, given),
    since: grant.since ?? null,
    own: staff._id === caller,
  }
}

/** The names of people: as an invitation called them, or as they call themselves in the app. */
export async function namesOf(store: Store, people: readonly StaffDocument[]): Promise<Map<string, string>> {
  const unnamed = people.filter(({ name }) => name === undefined).map(({ _id }) => _id)
  const accounts =
    unnamed.length === 0
      ? []
      : await store.accounts.find({ where: { _id: oneOf(unnamed) }, limit: MAX_PEOPLE, fields: ['members'] })
  const own = accounts.flatMap(({ _id, members }): [string, string][] => {
    const holder = members.find(({ id }) => id === SELF_ID)
    return holder && holder.nickname !== UNNAMED_SELF.nickname ? [[_id, holder.nickname]] : []
  })
  return new Map([
    ...own,
    ...people.flatMap(({ _id, name }): [string, string][] => (name === undefined ? [] : [[_id, name]])),
  ])
}
