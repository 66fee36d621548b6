import type { ParsedInput, RouteOutput } from '@domain/contracts'
import { EXPECTED_FOR, sayGrant } from '@domain/office/grants'
import { decideStaffRow, type StaffKnown, type StaffOutcome } from '@domain/office/import-staff'
import { DUTIES } from '@domain/office/roles'
import { localDate } from '@domain/time'
import { nameKey } from '@domain/typed'
import { changeIdOf, createdIdOf, expectedIdOf, journalIdOf } from '../../kernel/ids'
import { note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import { addToJournal } from '../../kernel/router/journal'
import type { Handler } from '../../kernel/router/router'
import type { InvitationDocument, StaffDocument } from '../../kernel/store/documents'
import { exists } from '../../kernel/store/port'
import { forEachConcurrent } from '../../kernel/work/background'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { writeDuties } from './change'
import { endReservation, reserveExpected } from './reserve'
import { memberAt, namesOf, peopleOf } from './team'
import { changesWith } from './views'

/** Invitations from spreadsheets that are read: those that are open, and the latest of those that are over. */
const MAX_READ = 500
/** Each conflict means that another file was stored. */
const MAX_ATTEMPTS = 10

type Row = ParsedInput<'office.importStaff'>['people'][number]

interface Decided {
  row: Row
  outcome: StaffOutcome
  /** This very request has written its invitation before. */
  isRepeated: boolean
}

/**
 * Takes the staff of a spreadsheet. A row gives nobody a role by itself, because a name is no account: it is an invitation without a
 * code, and only whoever gets its code from a leader of the place accepts it. All rows are decided before the first write; each write is
 * done once, so that a retry adds what a call that died has left out, and a late replay undoes nothing that came after. Throws
 * CENTRE_NOT_FOUND, STAFF_ROW_WRONG, EXPECTED_LIMIT, PERSON_NOT_FOUND.
 */
export const importStaff: Handler<'office.importStaff'> = (context, input) =>
  retryOnConflict(MAX_ATTEMPTS, () => tryImport(context, input))

async function tryImport(
  context: StaffContext,
  { centreId, people }: ParsedInput<'office.importStaff'>,
): Promise<RouteOutput<'office.importStaff'> | typeof CONFLICT> {
  const { store, now, place, accountId } = context
  // Before the invitations, so that none is overlooked that another file adds in between.
  const centre = requireFound(
    await store.centres.get(centreId, ['name', 'expecting', 'expectingN']),
    'CENTRE_NOT_FOUND',
  )
  const [staff, invitations] = await Promise.all([
    peopleOf(store, place),
    store.invitations.find({
      where: { centreId, codeUntil: exists(true) },
      sort: [['until', 'desc']],
      limit: MAX_READ,
    }),
  ])
  const { name: placeName } = centre
  const names = await namesOf(store, staff)
  const open = invitations.filter(one => isOpen(one, now))
  const known: StaffKnown = {
    members: staff.flatMap(one => memberAt(one, place, accountId, names) ?? []),
    listed: open.map(({ _id, ...one }) => ({ id: _id, ...one })),
  }
  const rows = people.map((row): Decided => {
    const decided = decideStaffRow(row, known)
    if ('fault' in decided) throw new AppError('STAFF_ROW_WRONG', { name: row.name, why: decided.fault })
    const isRepeated = isInvitedBy(changeIdOf(context), row, invitations)
    return { row, outcome: decided, isRepeated }
  })
  requireApart(rows)
  const of = (what: StaffOutcome['what']) =>
    rows.filter(({ outcome, isRepeated }) => outcome.what === what && (what === 'change' || !isRepeated))
  const by = changeIdOf(context)
  if (of('invite').length > 0) {
    const ids = of('invite').map(({ row }) => idOf(context, row, invitations))
    const known = { open: new Set(open.map(({ _id }) => _id)), read: new Set(invitations.map(({ _id }) => _id)) }
    if (!(await reserveExpected({ store, now, by, centre, ids, ...known }))) return CONFLICT
  }
  note(context, { to: `邀请 ${of('invite').length + of('relist').length} 位，改 ${of('change').length} 位` })
  await forEachConcurrent(of('invite'), ({ row }) => expect(context, row, { placeName, invitations }))
  if (of('invite').length > 0) await endReservation(store, centreId, by)
  await forEachConcurrent(of('relist'), async ({ row, outcome }) => {
    const had = 'invitationId' in outcome && open.find(({ _id }) => _id === outcome.invitationId)
    if (had) await changeExpected(context, row, had)
  })
  await forEachConcurrent(of('change'), ({ row, outcome }) => change(context, row, outcome, known))
  const earlier = doneBefore(context, rows, staff)
  const invited = of('invite').length + of('relist').length + earlier.invited
  const changed = of('change').length + earlier.changed
  return { now, invited, changed, same: rows.length - invited - changed }
}

function isOpen({ used, withdrawnAt, until }: InvitationDocument, now: number): boolean {
  return used === null && withdrawnAt === null && now < until
}

function isInvitedBy(id: string, { name }: Row, invitations: readonly InvitationDocument[]): boolean {
  return invitations.some(one => nameKey(one.name) === nameKey(name) && one.changes?.includes(id))
}

/** Throws STAFF_ROW_WRONG for a second row about the same person. */
function requireApart(rows: readonly Decided[]): void {
  const seen = new Set<string>()
  for (const { row, outcome } of rows) {
    const who = 'personId' in outcome ? outcome.personId : nameKey(row.name)
    if (seen.has(who)) throw new AppError('STAFF_ROW_WRONG', { name: row.name, why: 'namesakes' })
    seen.add(who)
  }
}

function grantOf({ role, duties }: Row) {
  return { role, duties: role === 'staff' ? DUTIES.filter(duty => duties.includes(duty)) : [] }
}

/** The id follows from the name and from when it was last expected. */
function idOf(context: StaffContext, { name: named }: Row, invitations: readonly InvitationDocument[]): string {
  const last = invitations.find(({ name }) => nameKey(name) === nameKey(named))
  return expectedIdOf(context, context.place.centreId ?? '', named, last?._id ?? localDate(context.now))
}

/** Invites somebody whom nobody expects yet. */
async function expect(
  context: StaffContext,
  row: Row,
  { placeName, invitations }: { placeName: string; invitations: readonly InvitationDocument[] },
): Promise<void> {
  const { store, now, accountId, place } = context
  const made: InvitationDocument = {
    _id: idOf(context, row, invitations),
    code: '',
    ...place,
    placeName,
    ...grantOf(row),
    name: row.name,
    by: accountId,
    byName: context.name,
    at: now,
    until: now + EXPECTED_FOR,
    codeUntil: 0,
    changes: [changeIdOf(context)],
    withdrawnAt: null,
    used: null,
    grantingAt: 0,
  }
  if (await store.invitations.insert(made)) return
  const stored = await store.invitations.get(made._id)
  if (!stored || stored.changes?.includes(changeIdOf(context))) return
  if (isOpen(stored, now)) {
    // Another file was first with this name.
    if (sayGrant(stored) !== sayGrant(made)) await changeExpected(context, row, stored)
  } else {
    // It was over before, and is not among those that were read.
    await store.invitations.insert({
      ...made,
      _id: createdIdOf('invitation-again', { ...context, requestId: made._id }),
    })
  }
}

/** Changes what an open invitation is for. A code that was shown for something else is not good any more. */
async function changeExpected(context: StaffContext, row: Row, had: InvitationDocument): Promise<void> {
  await context.store.invitations.update(
    { _id: had._id, used: null, withdrawnAt: null },
    { ...grantOf(row), code: '', codeUntil: 0, changes: changesWith(had, changeIdOf(context)) },
  )
}

/** Gives a member the role of the row. Each has a row of its own in the journal, stored before the change, so that none escapes it. */
async function change(context: StaffContext, row: Row, outcome: StaffOutcome, { members }: StaffKnown): Promise<void> {
  if (!('personId' in outcome)) return
  const { store, accountId, requestId } = context
  const { personId } = outcome
  const had = requireFound(members.find(member => member.personId === personId) ?? null, 'PERSON_NOT_FOUND')
  const given = grantOf(row)
  const id = journalIdOf(context, accountId, 'set-duties', JSON.stringify([requestId, personId]))
  const act = { person: { id: personId, name: had.name }, from: sayGrant(had), to: sayGrant(given) }
  await addToJournal(context, id, 'set-duties', act)
  try {
    await writeDuties(context, personId, given, ({ role }) => {
      // Made manager since the rows were decided.
      if (role === 'manager' && given.role === 'staff')
        throw new AppError('STAFF_ROW_WRONG', { name: row.name, why: 'lowered' })
    })
  } catch (error) {
    if (error instanceof AppError && error.code !== 'BUSY')
      await store.journal.update({ _id: id }, { state: 'refused' })
    throw error
  }
}

/** What this very request has done before it was repeated. */
function doneBefore(
  context: StaffContext,
  rows: readonly Decided[],
  staff: readonly StaffDocument[],
): { invited: number; changed: number } {
  const id = changeIdOf(context)
  const isInvited = ({ outcome, isRepeated }: Decided) => isRepeated && !('personId' in outcome)
  const isChanged = ({ outcome }: Decided) =>
    outcome.what === 'same' && staff.some(({ _id, changes }) => _id === outcome.personId && changes?.includes(id))
  return { invited: rows.filter(isInvited).length, changed: rows.filter(isChanged).length }
}
