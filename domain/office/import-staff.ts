import { COLLEAGUE_NAME_LENGTH, MAX_IMPORTED_STAFF } from '../contracts/limits'
import { personNumberOf } from '../people/number'
import { cleanText, lengthOf } from '../text'
import { codeKey, nameKey } from '../typed'
import type { CellFault } from './import-centres'
import {
  type AnyRole,
  CENTRE_ROLES,
  type CentreRole,
  DUTIES,
  DUTY_LABELS,
  type Duty,
  dutiesOf,
  ROLE_LABELS,
} from './roles'

/** The columns of the template, in order. */
export const STAFF_COLUMNS = [
  { label: '姓名', example: '周小兰' },
  { label: '身份', example: '工作人员' },
  { label: '管什么', example: '签到和前台、课表' },
  { label: '编号', example: '' },
] as const
const [NAME, ROLE, GIVEN, NUMBER] = [0, 1, 2, 3]

/** A person of a spreadsheet. */
export interface StaffRow {
  name: string
  /** The number (编号) that tells one of several of the same name; null: the name says enough. */
  personId: string | null
  role: CentreRole
  /** Empty for managers, who have all. */
  duties: Duty[]
}

/** What is known of the people of a centre. */
export interface StaffKnown {
  members: readonly { personId: string; name: string | null; role: AnyRole; duties: readonly Duty[]; own: boolean }[]
  /** Those who are expected: invitations from a spreadsheet that nobody has accepted yet. */
  listed: readonly { id: string; name: string; role: AnyRole; duties: readonly Duty[] }[]
}

/** What an import does with a row: nothing, a new invitation, another role in an open one, or other duties of a member. */
export type StaffOutcome =
  | { what: 'same' | 'change'; personId: string }
  | { what: 'listed' | 'relist'; invitationId: string }
  | { what: 'invite' }

/**
 * Why a row cannot be: nobody here has the number; several here have the name; it is the caller's own role; a manager would become
 * staff, which is done by hand, one by one; it is somebody of a partner, who is invited with the agreement; staff without a duty.
 */
export const STAFF_FAULTS = ['number', 'namesakes', 'own', 'lowered', 'partner', 'duties'] as const
export type StaffFault = (typeof STAFF_FAULTS)[number]

/** Decides what a row means at a centre. Pure; the dry run and the cloud use it. */
export function decideStaffRow(row: StaffRow, { members, listed }: StaffKnown): StaffOutcome | { fault: StaffFault } {
  const { name, personId, role, duties } = row
  if (role === 'staff' && duties.length === 0) return { fault: 'duties' }
  const inOrder = (one: { role: AnyRole; duties: readonly Duty[] }) =>
    DUTIES.filter(duty => dutiesOf(one.role, one.duties).includes(duty)).join()
  const isSame = (other: { role: AnyRole; duties: readonly Duty[] }) =>
    other.role === role && inOrder(row) === inOrder(other)
  const key = nameKey(name)
  const own = members.filter(member =>
    personId === null ? member.name !== null && nameKey(member.name) === key : member.personId === personId,
  )
  const [member] = own
  if (own.length > 1) return { fault: 'namesakes' }
  if (personId !== null && !member) return { fault: 'number' }
  if (member) {
    if (isSame(member)) return { what: 'same', personId: member.personId }
    if (member.own) return { fault: 'own' }
    if (member.role === 'partner') return { fault: 'partner' }
    return member.role === 'manager' ? { fault: 'lowered' } : { what: 'change', personId: member.personId }
  }
  const expected = listed.find(one => nameKey(one.name) === key)
  if (!expected) return { what: 'invite' }
  return { what: isSame(expected) ? 'listed' : 'relist', invitationId: expected.id }
}

/** What is said about a row that cannot be, and in which column. */
const FAULTS: Record<StaffFault, { column: number; why: string }> = {
  number: { column: NUMBER, why: '这里没有这个编号的同事；还没加入的，编号空着' },
  namesakes: { column: NUMBER, why: '有同名的同事，请写编号（同事自己的「我的」里有）' },
  own: { column: ROLE, why: '自己的职责要请别的负责人或上级来改' },
  lowered: { column: ROLE, why: '现在是中心负责人，要改成工作人员，请到「成员」里改' },
  partner: { column: ROLE, why: '这位是合伙人的人，请到「成员」里改' },
  duties: { column: GIVEN, why: '没有写管什么' },
}

/** What a spreadsheet of staff holds: all people with what happens to them, or what is wrong with its cells. */
export interface ReadStaff {
  people: StaffRow[]
  outcomes: StaffOutcome['what'][]
  faults: CellFault[]
}

const ROLE_OF = new Map<string, CentreRole>(CENTRE_ROLES.map(role => [ROLE_LABELS[role], role]))
const DUTY_OF = new Map<string, Duty>(DUTIES.map(duty => [DUTY_LABELS[duty], duty]))

/** Reads the rows of a spreadsheet, as text: one person each. A first row of headings and empty rows are passed over. Pure. */
export function readStaff(rows: readonly (readonly string[])[], known: StaffKnown): ReadStaff {
  const read: ReadStaff = { people: [], outcomes: [], faults: [] }
  const seen = new Map<string, number>()
  for (const [n, raw] of rows.entries()) {
    const cells = STAFF_COLUMNS.map((_, column) => cleanText(raw[column] ?? '').replace(/\s+/g, ' '))
    const cell = (column: number) => cells[column] ?? ''
    const isHeading = n === 0 && cell(NAME) === STAFF_COLUMNS[0].label
    if (isHeading || cells.every(text => text === '')) continue
    const row = n + 1
    const before = read.faults.length
    const wrong = (column: number, why: string) =>
      read.faults.push({ row, column: STAFF_COLUMNS[column]?.label ?? '', why })
    const name = cell(NAME)
    if (name === '') wrong(NAME, '没有写')
    else if (lengthOf(name) > COLLEAGUE_NAME_LENGTH) wrong(NAME, `最多 ${COLLEAGUE_NAME_LENGTH} 个字`)
    const role = ROLE_OF.get(cell(ROLE))
    if (!role) wrong(ROLE, `要写其中一个：${[...ROLE_OF.keys()].join('、')}`)
    const words = cell(GIVEN)
      .split(/[、,，;；\s]+/)
      .filter(part => part !== '')
    if (words.some(word => !DUTY_OF.has(word)))
      wrong(GIVEN, `从这些里选，用顿号隔开：${[...DUTY_OF.keys()].join('、')}`)
    const number = personNumberOf(cell(NUMBER))
    // A dash stands for an empty cell.
    if (number === null && codeKey(cell(NUMBER)) !== '') wrong(NUMBER, '编号是 20 个字母和数字')
    const key = number ?? nameKey(name)
    const earlier = seen.get(key)
    if (name !== '' && earlier !== undefined) wrong(number === null ? NAME : NUMBER, `和第 ${earlier} 行重复`)
    seen.set(key, row)
    if (read.faults.length > before || !role) continue
    const duties = role === 'staff' ? DUTIES.filter(duty => words.includes(DUTY_LABELS[duty])) : []
    const person = { name, personId: number, role, duties }
    const decided = decideStaffRow(person, known)
    if ('fault' in decided) {
      const { column, why } = FAULTS[decided.fault]
      wrong(column, why)
      continue
    }
    read.people.push(person)
    read.outcomes.push(decided.what)
    if (read.people.length > MAX_IMPORTED_STAFF) {
      wrong(NAME, `一张表最多 ${MAX_IMPORTED_STAFF} 位，剩下的另存一张`)
      return read
    }
  }
  return read
}
