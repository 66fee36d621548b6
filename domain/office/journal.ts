/**
 * Acts that the journal records: those on roles, and those of staff on people's data and on what people have booked. Check-ins
 * are taken from their own append-only log.
 */
export const JOURNAL_ACTS = [
  'first-office',
  'invite',
  'withdraw-invitation',
  'accept-invitation',
  'set-duties',
  'revoke',
  'late-scans',
  'check-in',
  'undo-check-in',
  'duplicate-scan',
  'walk-in',
  'book-for',
  'cancel-for',
  'release-booking',
  'set-capacity',
  'cancel-session',
  'move-session',
  'excuse-session',
  'decide-appeal',
  'close-spots',
  'open-spots',
  'close-station',
  'open-station',
  'end-visit',
] as const
export type JournalAct = (typeof JOURNAL_ACTS)[number]

/** `begun`: not finished, or the call has died; `done`; `refused`: nothing was done. */
export type JournalState = 'begun' | 'done' | 'refused'

/** The Chinese name of every act. */
export const ACT_LABELS: Record<JournalAct, string> = {
  'first-office': '开通市级管理员',
  invite: '邀请同事',
  'withdraw-invitation': '撤回邀请',
  'accept-invitation': '接受邀请',
  'set-duties': '改职责',
  revoke: '取消身份',
  'late-scans': '取消身份后的扫码',
  'check-in': '签到',
  'undo-check-in': '撤销签到',
  'duplicate-scan': '重复扫码',
  'walk-in': '现场登记',
  'book-for': '代约',
  'cancel-for': '取消代约',
  'release-booking': '代居民取消',
  'set-capacity': '改名额',
  'cancel-session': '取消场次',
  'move-session': '改时间',
  'excuse-session': '整场不记爽约',
  'decide-appeal': '处理申诉',
  'close-spots': '关闭座位',
  'open-spots': '恢复座位',
  'close-station': '关闭驿站',
  'open-station': '开放驿站',
  'end-visit': '收回驿站座位',
}

/** The act that the journal records of a route; routes that are missing are not recorded under their own name. */
export const ACT_OF_ROUTE: Readonly<Record<string, JournalAct>> = {
  'office.invite': 'invite',
  'office.withdrawInvitation': 'withdraw-invitation',
  'office.setDuties': 'set-duties',
  'office.revoke': 'revoke',
  'invitation.accept': 'accept-invitation',
  'staff.walkIn': 'walk-in',
  'staff.bookFor': 'book-for',
  'staff.cancelFor': 'cancel-for',
  'staff.releaseBooking': 'release-booking',
  'staff.setCapacity': 'set-capacity',
  'staff.cancelSession': 'cancel-session',
  'staff.moveSession': 'move-session',
  'staff.excuseSession': 'excuse-session',
  'staff.decideAppeal': 'decide-appeal',
  'staff.closeSpots': 'close-spots',
  'staff.openSpots': 'open-spots',
  'staff.closeStation': 'close-station',
  'staff.openStation': 'open-station',
  'staff.endVisit': 'end-visit',
}
