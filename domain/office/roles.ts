/** A role at one centre. A manager holds every duty there. */
export const CENTRE_ROLES = ['staff', 'manager'] as const
/** Somebody of a partner, who runs the offerings of its agreement at the centre and nothing else. */
export const PARTNER_ROLE = 'partner'
export type CentreRole = (typeof CENTRE_ROLES)[number]
export type Role = CentreRole | typeof PARTNER_ROLE

/** A role above the centres: a county's office reaches its centres, the city's office all of them. */
export const OFFICE_ROLES = ['county', 'city'] as const
export type OfficeRole = (typeof OFFICE_ROLES)[number]

export type AnyRole = Role | OfficeRole

/** What a member of staff may do at their centre, given by its manager. In display order. */
export const DUTIES = ['door', 'timetable', 'menu', 'till', 'kitchen', 'courier', 'reversal'] as const
export type Duty = (typeof DUTIES)[number]

/** The Chinese name of every duty. */
export const DUTY_LABELS: Record<Duty, string> = {
  door: '签到和前台',
  timetable: '课表',
  menu: '菜单',
  till: '收银',
  kitchen: '备餐',
  courier: '送餐',
  reversal: '退款审批',
}

/** The Chinese name of every role. */
export const ROLE_LABELS: Record<AnyRole, string> = {
  staff: '工作人员',
  manager: '中心负责人',
  partner: '合伙人',
  county: '县区管理员',
  city: '市级管理员',
}

/** What a person is in one place: a role there or above it, and the duties that it includes. */
export interface Held {
  role: AnyRole
  duties: readonly Duty[]
  /** Of a partner: the agreement. */
  partnerId?: string | undefined
}

/** The duties of staff whose grant names none: grants made before there were duties were for the door. */
export const FIRST_DUTIES: readonly Duty[] = ['door']

/** The duties that a role includes; `given` are those of a member of staff. */
export function dutiesOf(role: AnyRole, given: readonly Duty[] = FIRST_DUTIES): readonly Duty[] {
  if (role === 'staff') return given
  return role === 'manager' ? DUTIES : []
}
