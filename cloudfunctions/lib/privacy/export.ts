import type { PersonContext } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import type {
  CheckInDocument,
  DeedDocument,
  GroupDocument,
  HonourDocument,
  JournalDocument,
  ShiftDocument,
  SocialWorkerDocument,
  StationActDocument,
  TillRowDocument,
} from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { type Condition, oneOf, type Store } from '../kernel/store/port'

/** More than a person has of anything that is not paged. */
const MAX_ROWS = 1000

/** What only the server needs: keys of codes, ids of requests, the number in records of acts. */
export const HIDDEN: ReadonlySet<string> = new Set([
  'secret',
  'requestId',
  'requests',
  'consentRequests',
  'partyRequests',
  'passRequests',
  'replaced',
  'hash',
  'actor',
  'code',
  'changes',
  'revision',
  'key',
  'proofRequests',
  'interestRequests',
  'careRequests',
  'careCodes',
  'interestKeys',
])

/** A need without those who support it. */
const OWN_NEED = ['centreId', 'category', 'text', 'state', 'level', 'at', 'supporters', 'answer'] as const

/** What is paged, one after the other: bookings, what the person did as staff, and what is kept for years of hours and points. */
const ACTS = ['checkins', 'stationacts', 'tillrows', 'journal'] as const
const YEARS = ['shifts', 'deeds', 'redemptions', 'pointrows'] as const
const STAGES = ['bookings', ...ACTS, ...YEARS] as const
type Stage = (typeof STAGES)[number]

/** A page of one stage; `next` is the cursor inside the stage, null at its end. */
interface StagePage {
  kept: Record<string, object[]>
  next: string | null
}

/**
 * Exports all data about the caller, also what they did as staff. Identifiers of other people, keys and request ids are
 * removed.
 */
export const exportMe: Handler<'me.export'> = async (context, { after }) => {
  const { now, accountId } = context
  const { stage, cursor } = readCursor(after)
  const [page, rest, service, contests, relations] = await Promise.all([
    PAGE_OF[stage](context, cursor),
    after === undefined ? unpagedData(context) : {},
    after === undefined ? volunteerData(context) : {},
    after === undefined ? contestData(context) : {},
    after === undefined ? relationData(context) : {},
  ])
  const all = { ...rest, ...service, ...contests, ...relations, ...page.kept }
  const kept = ownOf(all, accountId) as Record<string, object[]>
  return { now, kept, next: writeCursor(stage, page.next) }
}

/** A cursor of a later stage names the stage before the id: `<value>_<stage>-<id>`. */
function readCursor(after: string | undefined): { stage: Stage; cursor: string | undefined } {
  const [, value = '', name = '', id = ''] = /^(\d+)_([a-z]+)-(.*)$/.exec(after ?? '') ?? []
  const stage = [...ACTS, ...YEARS].find(one => one === name)
  if (!stage) return { stage: 'bookings', cursor: after }
  return { stage, cursor: id === '' ? undefined : `${value}_${id}` }
}

function writeCursor(stage: Stage, next: string | null): string | null {
  if (next !== null) return stage === 'bookings' ? next : next.replace('_', `_${stage}-`)
  const following = STAGES[STAGES.indexOf(stage) + 1]
  return following ? `0_${following}-` : null
}

const PAGE_OF: Record<Stage, (context: PersonContext, after: string | undefined) => Promise<StagePage>> = {
  bookings: async ({ store, accountId }, after) => {
    const where = { accountId }
    const page = await findPage(store.bookings, { where, by: 'activeUntil', direction: 'desc', after })
    const bookingId = oneOf(page.items.map(({ _id }) => _id))
    const [checkins, notices, tillRows] = await Promise.all([
      store.checkins.find({ where: { bookingId }, limit: MAX_ROWS }),
      store.notices.find({ where: { bookingId }, limit: MAX_ROWS }),
      store.tillrows.find({ where: { bookingId }, limit: MAX_ROWS }),
    ])
    return { kept: { bookings: page.items, checkins, notices, payments: tillRows.map(payment) }, next: page.next }
  },
  checkins: async ({ store, accountId }, after) => {
    const by = await numbersOf(store, accountId)
    if (!by) return { kept: {}, next: null }
    const page = await findPage(store.checkins, { where: { by }, by: 'loggedAt', direction: 'desc', after })
    return { kept: { checkInActs: page.items.filter(({ way }) => way !== 'door').map(actOf) }, next: page.next }
  },
  stationacts: async ({ store, accountId }, after) => {
    const by = await numbersOf(store, accountId)
    if (!by) return { kept: {}, next: null }
    const page = await findPage(store.stationacts, { where: { by }, by: 'at', direction: 'desc', after })
    return { kept: { stationActs: page.items.map(stationAct) }, next: page.next }
  },
  tillrows: async ({ store, accountId }, after) => {
    const by = await numbersOf(store, accountId)
    if (!by) return { kept: {}, next: null }
    const page = await findPage(store.tillrows, { where: { by }, by: 'at', direction: 'desc', after })
    return { kept: { tillActs: page.items.map(actOf) }, next: page.next }
  },
  journal: async ({ store, accountId }, after) => {
    const page = await findPage(store.journal, { where: { by: accountId }, by: 'at', direction: 'desc', after })
    return { kept: { staffActs: page.items.map(staffAct) }, next: page.next }
  },
  shifts: async ({ store, accountId }, after) => {
    const where = { accountIds: oneOf([accountId]) }
    const page = await findPage(store.shifts, { where, by: 'startsAt', direction: 'desc', after })
    const shifts = page.items.map(shift => ownShift(shift, accountId))
    return { kept: { shifts }, next: page.next }
  },
  deeds: async ({ store, accountId }, after) => {
    const page = await findPage(store.deeds, { where: { accountId }, by: 'at', direction: 'desc', after })
    return { kept: { deeds: page.items.map(ownDeed) }, next: page.next }
  },
  redemptions: async ({ store, accountId }, after) => {
    const page = await findPage(store.redemptions, { where: { accountId }, by: 'at', direction: 'desc', after })
    return { kept: { redemptions: page.items }, next: page.next }
  },
  pointrows: async ({ store, accountId }, after) => {
    const page = await findPage(store.pointrows, { where: { accountId }, by: 'at', direction: 'desc', after })
    return { kept: { pointrows: page.items }, next: page.next }
  },
}

/** The numbers that stand for a person in records of acts; null: they were never staff. Old records have the account's. */
async function numbersOf(store: Store, accountId: string): Promise<Condition | null> {
  const staff = await store.staff.get(accountId, ['actor'])
  return staff && oneOf([accountId, ...(staff.actor ? [staff.actor] : [])])
}

/** What was served to the person or paid by them, without who was at the till. */
function payment({ _id, bookingId, what, at, way, entries, served, reason }: TillRowDocument) {
  return { _id, bookingId, what, at, way, entries, served: served && { meals: served.meals }, reason }
}

/** What the person did at the door or at the till, without whom it was about. */
function actOf({ what, at, way, sessionId, centreId }: CheckInDocument | TillRowDocument) {
  return { what, at, way, sessionId, centreId }
}

function stationAct({ what, at, stationId, centreId, ...act }: StationActDocument) {
  return { what, at, stationId, centreId, ...('people' in act ? { people: act.people } : {}) }
}

function staffAct({ act, at, state, place, subject, from, to }: JournalDocument) {
  return { act, at, state, place, subject: subject?.title ?? null, from, to }
}

/** A deed without those who confirmed it, objected to it, or decide about it. */
function ownDeed({
  judges: _judges,
  votes: _votes,
  round: _round,
  objections,
  confirmed,
  reclaimed,
  ...deed
}: DeedDocument) {
  return {
    ...deed,
    reclaimed: reclaimed ? { reason: reclaimed.reason, at: reclaimed.at } : null,
    confirmed: confirmed && { at: confirmed.at },
    objections: Object.values(objections).map(({ reason, at }) => ({ reason, at })),
  }
}

/** An honour without those who nominated, objected to it, or decide about it. */
function ownHonour({
  judges: _judges,
  votes: _votes,
  nominator: _nominator,
  round: _round,
  requests: _requests,
  objections,
  ...honour
}: HonourDocument) {
  return { ...honour, objections: Object.values(objections).map(({ reason, at }) => ({ reason, at })) }
}

/** A person's own part of a shift, without the others and without who checked them in. */
function ownShift({ _id, centreId, centreName, title, startsAt, endsAt, people }: ShiftDocument, accountId: string) {
  const own = Object.values(people).find(person => person.accountId === accountId)
  const { name, at, confirmedAt, outcome, minutes, manual } = own ?? {}
  return {
    ...{ _id, centreId, centreName, title, startsAt, endsAt, name, at, confirmedAt, outcome, minutes },
    inAt: own?.in?.at ?? null,
    outAt: own?.out?.at ?? null,
    manual: manual ? { minutes: manual.minutes, reason: manual.reason, state: manual.state, at: manual.at } : null,
  }
}

/** A person's own part of a group, without the others. */
function ownGroup({ _id, centreId, centreName, title, people }: GroupDocument, accountId: string) {
  const own = Object.values(people).find(person => person.accountId === accountId)
  return { _id, centreId, centreName, title, name: own?.name, at: own?.at, isHolder: own?.isHolder }
}

/** What a social worker has entered, without who has checked it. */
function ownWorker({ certificates, ...worker }: SocialWorkerDocument) {
  return {
    ...worker,
    certificates: certificates.map(({ checkedBy: _number, checkedByName: _name, ...certificate }) => certificate),
  }
}

/** What is kept of a volunteer, a social worker, a member of groups, and a household with honours. */
async function volunteerData({ store, accountId }: PersonContext): Promise<Record<string, object[]>> {
  const [volunteer, certificates, groups, worker, honours] = await Promise.all([
    store.volunteers.get(accountId),
    store.certificates.find({ where: { accountId }, sort: [['at', 'desc']], limit: MAX_ROWS }),
    store.groups.find({ where: { accountIds: oneOf([accountId]) }, sort: [['startedAt', 'desc']], limit: MAX_ROWS }),
    store.socialworkers.get(accountId),
    store.honours.find({ where: { accountId }, sort: [['at', 'desc']], limit: MAX_ROWS }),
  ])
  const volunteers = volunteer ? [volunteer] : []
  return {
    volunteers,
    certificates,
    socialworkers: worker ? [ownWorker(worker)] : [],
    groups: groups.map(group => ownGroup(group, accountId)),
    honours: honours.map(ownHonour),
  }
}

/** Juries that the person is in, and what they have entered for their centre. */
async function contestData({ store, accountId }: PersonContext): Promise<Record<string, object[]>> {
  const [jurors, entries] = await Promise.all([
    store.contestjurors.find({
      where: { accountId },
      limit: MAX_ROWS,
      fields: ['name', 'employer', 'ties', 'at', 'joinedAt'],
    }),
    store.contestentries.find({
      where: { accountId },
      limit: MAX_ROWS,
      fields: ['centreName', 'title', 'words', 'certificate', 'at'],
    }),
  ])
  return { juries: jurors, contestentries: entries }
}

/** What is ordered every week, and for whom the person orders meals and who orders for them, without the others' ids. */
async function relationData({ store, accountId }: PersonContext): Promise<Record<string, object[]>> {
  const [elders, helpers, repeated] = await Promise.all([
    store.relations.find({ where: { helperId: accountId }, limit: MAX_ROWS }),
    store.relations.find({ where: { elderId: accountId }, limit: MAX_ROWS }),
    store.repeatedorders.find({ where: { accountId }, limit: MAX_ROWS }),
  ])
  const shown = [...elders, ...helpers].map(({ elderName, helperName, way, at, endedAt }) => {
    return { elderName, helperName, way, at, endedAt }
  })
  return { relations: shown, repeatedorders: repeated }
}

/** Everything that is not paged. The WeChat identity is left out; it is only used on the server. */
async function unpagedData({ store, accountId }: PersonContext): Promise<Record<string, object[]>> {
  const [account, staff, sitter, enrolments, noshows, invitations, purse, needs] = await Promise.all([
    store.accounts.get(accountId),
    store.staff.get(accountId),
    store.sitters.get(accountId),
    store.enrolments.find({ where: { accountId }, limit: MAX_ROWS }),
    store.noshows.find({ where: { accountId }, limit: MAX_ROWS }),
    store.invitations.find({ where: { 'used.by': accountId }, limit: MAX_ROWS }),
    store.purses.get(accountId),
    store.needs.find({ where: { accountId }, sort: [['at', 'desc']], limit: MAX_ROWS, fields: OWN_NEED }),
  ])
  const one = (document: object | null) => (document ? [document] : [])
  const { openid: _hidden, ...known } = account ?? { openid: '' }
  const accepted = invitations.map(({ placeName, role, duties, name, at }) => ({ placeName, role, duties, name, at }))
  return {
    accounts: one(account && known),
    staff: one(staff),
    sitters: one(sitter),
    enrolments,
    noshows,
    invitations: accepted,
    purses: one(purse),
    needs,
  }
}

/** Removes what is hidden, and `by` fields unless they name the person. */
function ownOf(value: unknown, accountId: string): unknown {
  if (Array.isArray(value)) return value.map(item => ownOf(item, accountId))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, item]) =>
          !HIDDEN.has(key) && !(key === 'eaters' && Array.isArray(item)) && (key !== 'by' || item === accountId),
      )
      .map(([key, item]) => [key, ownOf(item, accountId)]),
  )
}
