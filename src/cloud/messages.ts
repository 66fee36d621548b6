import type { ErrorDetails } from '@domain/errors'
import { sayDistance } from '@domain/places/geo'
import { localClock, sayDay, sayLength, saySpan } from '@domain/time'
import type { CANTEEN_MESSAGES } from './canteen-messages'
import { CARE_MESSAGES } from './care-messages'
import type { CARER_MESSAGES } from './carer-messages'
import { cloudNow } from './clock'
import type { CONTEST_MESSAGES } from './contest-messages'
import type { DESK_MESSAGES } from './desk-messages'
import type { ERASE_MESSAGES } from './erase-messages'
import type { CallFailure, CloudError, CloudErrorCode } from './errors'
import type { GOVERNANCE_MESSAGES } from './governance-messages'
import type { GROUP_MESSAGES } from './group-messages'
import type { MEAL_MESSAGES } from './meal-messages'
import type { OFFICE_MESSAGES } from './office-messages'
import type { PARTY_MESSAGES } from './party-messages'
import type { PASS_MESSAGES } from './pass-messages'
import type { POINT_MESSAGES } from './point-messages'
import type { RELATION_MESSAGES } from './relation-messages'
import { fieldOf, moment, saySlotStarts } from './say-details'
import type { STAR_MESSAGES } from './star-messages'
import type { VOLUNTEER_MESSAGES } from './volunteer-messages'

/** A message to the person: why it did not work, and what to do instead. */
export interface Message {
  text: string
  hint?: string
}

type Details = ErrorDetails & Record<CallFailure, null>

/** Refusals that only pages of sub-packages get. What is said about them is loaded with these pages: `alsoSay`. */
type OfPackages = keyof (typeof CONTEST_MESSAGES &
  typeof PARTY_MESSAGES &
  typeof ERASE_MESSAGES &
  typeof CANTEEN_MESSAGES &
  typeof CARER_MESSAGES &
  typeof DESK_MESSAGES &
  typeof GOVERNANCE_MESSAGES &
  typeof GROUP_MESSAGES &
  typeof MEAL_MESSAGES &
  typeof OFFICE_MESSAGES &
  typeof PASS_MESSAGES &
  typeof RELATION_MESSAGES &
  typeof POINT_MESSAGES &
  typeof STAR_MESSAGES &
  typeof VOLUNTEER_MESSAGES)

const MESSAGES: { [Code in Exclude<CloudErrorCode, OfPackages>]: (detail: Details[Code]) => Message } = {
  NETWORK: () => ({ text: '网络好像断了', hint: '看看手机信号，再试一次就好。' }),
  TIME_LIMIT: () => ({ text: '我们这边没来得及办完', hint: '再点一次就好，不会重复办。' }),
  QUOTA: () => ({ text: '现在用的人太多了', hint: '请过几分钟再试；着急的话，可以给中心打电话。' }),
  NOT_DEPLOYED: () => ({ text: '这个功能正在更新', hint: '请过几分钟，关掉小程序重新打开。' }),
  INVALID_INPUT: ({ path }) => ({ text: '有一项没填对', hint: `请检查${fieldOf(path)}，再提交一次。` }),
  TEXT_REFUSED: ({ path }) => ({ text: `${fieldOf(path)}里有不合适的字眼`, hint: '请换个说法，再提交一次。' }),
  UNKNOWN_ROUTE: () => ({ text: '这个功能需要新版本', hint: '请关掉小程序，重新打开。' }),
  UNAUTHENTICATED: () => ({ text: '微信登录没成功', hint: '请关掉小程序，重新打开。' }),
  FORBIDDEN: () => ({ text: '这里只有本中心工作人员能进', hint: '需要的话，请联系中心负责人开通。' }),
  BUSY: () => ({ text: '现在人有点多', hint: '稍等几秒，再试一次。' }),
  TRY_LATER: ({ until }) => ({ text: '输错的次数太多了', hint: `请等到 ${moment(until)} 再试。` }),
  REQUEST_REUSED: () => ({ text: '刚才那一步没办成', hint: '请返回上一页，重新来一次。' }),
  INTERNAL: () => ({ text: '我们这边出了点问题', hint: '您没有做错什么，请稍后再试。' }),

  CENTRE_NOT_FOUND: () => ({ text: '没有找到这个中心', hint: '它可能搬走了，去看看别的中心吧。' }),
  OFFERING_NOT_FOUND: () => ({ text: '没有找到您要约的', hint: '它可能已经不办了，返回去看看别的吧。' }),
  SESSION_NOT_FOUND: () => ({ text: '没有找到您选的时间', hint: '可能改了时间，请返回去重新选。' }),
  BOOKING_NOT_FOUND: () => ({ text: '没有找到这个预约', hint: '请到「预约」里看看。' }),
  MEMBER_NOT_FOUND: () => ({ text: '没有找到这位家人', hint: '可能已经删除，请重新选择。' }),
  STATION_NOT_FOUND: () => ({ text: '没有找到这个驿站', hint: '它可能搬走了，看看附近别的驿站吧。' }),
  ROLE_ENDED: ({ endedAt }) => ({ text: '身份取消后扫的码不算', hint: `${moment(endedAt)} 起不再是这里的工作人员。` }),

  MEMBER_LIMIT: ({ max }) => ({ text: `最多添加 ${max} 位家人`, hint: '可以先删掉不再需要的。' }),
  CONSENT_REQUIRED: () => ({ text: '需要监护人同意', hint: '请先勾选监护人同意，再保存。' }),
  MEMBER_HAS_BOOKINGS: ({ count }) => ({
    text: `还有 ${count} 个没去的预约`,
    hint: '请先取消这些预约，再删除。',
  }),

  ...CARE_MESSAGES,

  SESSION_FULL: ({ seatsLeft, waiting }) => {
    if (waiting > 0)
      return { text: `这节课已约满，前面有 ${waiting} 家在候补`, hint: '可以候补，按先后轮到您；也可以换一节。' }
    return seatsLeft > 0
      ? { text: `只剩 ${seatsLeft} 个名额了`, hint: `最多再约 ${seatsLeft} 位；想一起来，可以候补。` }
      : { text: '这节课已约满', hint: '可以候补，按先后轮到您。' }
  },
  SESSION_CANCELLED: () => ({ text: '中心取消了这一次', hint: '请换个时间，或给中心打电话问问。' }),
  BOOKING_NOT_OPEN: ({ opensAt }) => ({ text: `${moment(opensAt)} 开始预约`, hint: '到时间再来就可以约。' }),
  BOOKING_CLOSED: ({ closedAt }) => ({
    text: `${moment(closedAt)} 已停止预约`,
    hint: '可以换个时间，或到现场问问还有没有名额。',
  }),

  SESSION_MOVED: ({ startsAt, endsAt }) => ({
    text: `这节课刚改到 ${saySpan(startsAt, endsAt, cloudNow())}`,
    hint: '看看新的时间合不合适，再约一次。',
  }),

  SERIES_OVER: () => ({ text: '这一期已经没有可约的课了', hint: '看看下一期，或别的课。' }),
  SERIES_ONLY: () => ({ text: '这门课要整期一起约', hint: '点「报名整期」，所有的课一次约好。' }),
  SERIES_SESSION_REFUSED: ({ startsAt, why }) => ({
    text: `${moment(startsAt)} 那一节：${messageOf(why).text}`,
    hint: '整期要每一节都能约上，所以一节都没有约，您没有占位。',
  }),
  SERIES_CLASH: ({ startsAt }) => ({
    text: `和这一期 ${moment(startsAt)} 那一节时间撞了`,
    hint: '请问问中心，等时间调开再约。',
  }),

  BIRTH_MONTH_NEEDED: () => ({ text: '还不知道出生年月', hint: '补上出生年月就能约。' }),
  TOO_YOUNG: ({ ageMin }) => ({ text: `这节课要满 ${ageMin} 岁`, hint: '去看看适合这个年龄的吧。' }),
  TOO_OLD: ({ ageMax }) => ({ text: `这节课到 ${ageMax} 岁为止`, hint: '去看看适合这个年龄的吧。' }),
  ADULT_NEEDED: () => ({ text: '亲子课需要一位大人陪着', hint: '请再选上一位大人。' }),
  CHILD_NEEDED: () => ({ text: '亲子课要带孩子一起来', hint: '请选上孩子，或先添加孩子。' }),
  PARTY_TOO_LARGE: ({ max }) => ({ text: `一次最多约 ${max} 位`, hint: '请少选几位。' }),

  ALREADY_BOOKED: () => ({ text: '已经约过了', hint: '到「预约」里可以看到签到码。' }),
  TIME_OVERLAP: ({ title, startsAt }) => ({
    text: `和「${title}」（${moment(startsAt)}）时间撞了`,
    hint: '换个时间，或先取消那个预约。',
  }),
  ACTIVE_LIMIT: ({ max }) => ({ text: `每人最多同时有 ${max} 个预约`, hint: '去完或取消一个，就能再约。' }),

  SPAN_NEEDED: () => ({ text: '还没选时间', hint: '请选从几点用到几点。' }),
  SPAN_OFF_GRID: ({ slot }) => ({
    text: '这个时间约不了',
    hint: slot === null ? '这里要整场一起约，请选整场。' : saySlotStarts(slot),
  }),
  SPAN_TOO_SHORT: ({ min }) => ({ text: `至少要约 ${sayLength(min)}`, hint: '把结束时间往后挪一挪。' }),
  SPAN_TOO_LONG: ({ max }) => ({ text: `一次最多约 ${sayLength(max)}`, hint: '时间短一点，用完还可以再约。' }),
  OUTSIDE_HOURS: ({ opensAt, closesAt }) => ({
    text: '这个时间没开放',
    hint: `开放时间是 ${localClock(opensAt)}–${localClock(closesAt)}。`,
  }),
  UNIT_NEEDED: () => ({ text: '还没选座位', hint: '请在座位图上点一个空的。' }),
  UNIT_NOT_FOUND: () => ({ text: '这个座位不能在这里约', hint: '它可能是留给现场的，请换一个。' }),
  SPOT_TAKEN: ({ unit, free }) => ({
    text: unit === null ? '这个时段都约出去了' : `${unit}刚被别人约走了`,
    hint: free > 0 ? `同一时段还有 ${free} 个空着，换一个就好。` : '换个时段看看吧。',
  }),
  SPOT_CLOSED: ({ unit, reason }) => ({
    text: `${unit ?? '这里'}这个时段不开放：${reason}`,
    hint: '请换一个时段，或换一个。',
  }),
  GAP_NEEDED: ({ gap, endBy }) => ({
    text: `后面有人约了，中间要留 ${sayLength(gap)} 打扫`,
    hint: `${localClock(endBy)} 前结束就可以约。`,
  }),

  ORDER_NEEDED: () => ({ text: '这一餐要先点菜', hint: '请到「食堂」里订餐。' }),

  NO_WAITLIST: () => ({ text: '座位和房间不用候补', hint: '换个时段，多半就有空的。' }),
  WAITLIST_FULL: ({ waiting }) => ({
    text: `前面已有 ${waiting} 家在候补`,
    hint: '再排就很难轮到了，所以先不收候补。请换一节或换个中心看看。',
  }),
  WAITING_LIMIT: ({ max, atOneTime }) =>
    atOneTime
      ? { text: `同一时间最多候补或登记 ${max} 场`, hint: '先退出其中一节，就能候补这节课。' }
      : { text: `每人最多同时候补或登记 ${max} 场`, hint: '退出一场，或等轮到一场，就能再来。' },
  SESSION_NOT_FULL: ({ seatsLeft }) => ({ text: `还有 ${seatsLeft} 个名额`, hint: '不用候补，现在就能直接约。' }),
  NOT_OFFERED: () => ({ text: '还没轮到您', hint: '有了名额会先给您留着，到时再来确认。' }),
  OFFER_LAPSED: ({ lapsedAt }) => ({
    text: `这个名额只留到 ${moment(lapsedAt)}`,
    hint: '已经让给下一位了。还想来，可以重新候补。',
  }),
  NOT_WAITING: () => ({ text: '这个名额已经是您的了', hint: '来不了的话，请在预约里取消。' }),

  BALLOT_ONLY: ({ drawAt }) =>
    cloudNow() < drawAt
      ? { text: '这节课抽签分名额', hint: `${moment(drawAt)} 前登记就行，先来后来机会一样。` }
      : { text: '正在抽签', hint: '请过几分钟再来看结果。' },
  NOT_A_BALLOT: () => ({ text: '这节课不抽签', hint: '有名额就能直接约。' }),
  REGISTRATION_CLOSED: ({ drawAt }) => ({
    text: `${moment(drawAt)} 已停止登记`,
    hint: '正在抽签，抽完还有名额的话可以直接约或候补。',
  }),
  BALLOT_DRAWN: () => ({ text: '这节课已经抽过签了', hint: '刷新看看：有名额可以直接约，没有可以候补。' }),
  ALREADY_REGISTERED: () => ({ text: '您家已经登记过了', hint: '一家一个签，要换人一起来，请先取消登记。' }),

  PAUSED: ({ until, count }) => ({
    text: `${moment(until)} 前先不能约新的`,
    hint: `近半年有 ${count} 次约了没来。有原因的话，到「我的」里说明原因。`,
  }),

  CANCEL_CLOSED: ({ cancelUntil }) => ({
    text: `${moment(cancelUntil)} 后不能在这里取消`,
    hint: '来不了的话，请给中心打个电话，工作人员可以帮您取消。',
  }),
  ALREADY_CHECKED_IN: ({ at }) => ({ text: `${localClock(at)} 已经签到`, hint: '已签到的预约不能取消。' }),

  NO_SHOW_NOT_FOUND: () => ({ text: '没有找到这条记录', hint: '请到「我的」里重新打开看看。' }),
  ALREADY_APPEALED: ({ appealedAt }) => ({
    text: `${moment(appealedAt)} 已经说明过原因了`,
    hint: '中心看过后，结果会写在这里。',
  }),

  NOT_ATTENDED: () => ({ text: '来过的人才能评价', hint: '签到有疑问的话，请给中心打个电话。' }),
  ALREADY_RATED: ({ stars }) => ({ text: `已经评过 ${stars} 颗星了`, hint: '每次来评一次，谢谢您。' }),
  RATING_CLOSED: ({ from, until }) => ({
    text: `${moment(from)} 到 ${moment(until)} 可以评价`,
    hint: '还想说点什么，请给中心打个电话。',
  }),

  STATION_CLOSED: ({ opensAt, reason }) => ({
    text: reason ?? '驿站现在没开门',
    hint: opensAt === null ? '看看附近别的驿站吧。' : `${moment(opensAt)} 开门，先看看附近别的驿站吧。`,
  }),
  STATION_FULL: ({ nearest }) => ({
    text: '这里坐满了',
    hint: nearest
      ? `${nearest.name}还有 ${nearest.free} 个座，离这里 ${sayDistance(nearest.distance)}。`
      : '附近也坐满了，等一会儿常有人离开。',
  }),
  SEAT_LIMIT: ({ from, held }) =>
    held
      ? { text: '先留座的次数多了', hint: `到了驿站，扫门口的码就能坐下。想再先留座，请等到 ${moment(from)}。` }
      : { text: '坐下的次数太多了', hint: `${moment(from)} 以后再试；人已经在驿站，请找工作人员。` },

  CODE_INVALID: () => ({ text: '这不是我们的签到码', hint: '请对方打开「预约」里的签到码。' }),
  CODE_EXPIRED: () => ({ text: '这个码过期了', hint: '请对方打开签到码，出示现在的码；截图不能用。' }),
  CODE_AMBIGUOUS: () => ({ text: '这串数字对上了两个人', hint: '请扫二维码，或等码更新后再输。' }),
  WRONG_CENTRE: () => ({ text: '约的是别的中心', hint: '请对方看看预约里的地址。' }),
  WRONG_SESSION: ({ title, startsAt }) => ({
    text: `约的是「${title}」`,
    hint: `${moment(startsAt)} 开始，请换到那一场签到。`,
  }),
  WRONG_DAY: ({ startsAt }) => ({
    text: '约的不是今天',
    hint: `约的是${sayDay(startsAt, cloudNow())}，请到那天再来。`,
  }),
  BOOKING_CANCELLED: ({ cancelledAt }) => ({ text: '这个预约取消了', hint: `${moment(cancelledAt)} 取消的。` }),
  CHECK_IN_TOO_EARLY: ({ opensAt }) => ({ text: '来早了', hint: `${moment(opensAt)} 开始签到。` }),
  SCAN_TIME_WRONG: ({ at }) => ({
    text: '这次扫码的时间不对',
    hint: `手机记的是 ${moment(at)}，请校准手机时间，再签一次。`,
  }),
  CHECK_IN_UNDONE: ({ undoneAt }) => ({
    text: `${localClock(undoneAt)} 撤销了签到`,
    hint: '同事后来撤销过；人在的话，请再签一次。',
  }),
  CHECK_IN_OVER: ({ closedAt }) => ({ text: '已经结束了', hint: `${moment(closedAt)} 停止签到。` }),
  DOOR_CODE_INVALID: () => ({ text: '这不是门口屏幕上的码', hint: '请扫门口屏幕上现在的码，或照着输入 8 位数字。' }),
  DOOR_CODE_EXPIRED: () => ({ text: '这个码过期了', hint: '照片不能用，请到门口扫屏幕上现在的码。' }),
  DOOR_ELSEWHERE: ({ centreName }) => ({ text: '这是别的中心的门', hint: `您约的是${centreName}。` }),
}

type Said = Readonly<Record<string, (detail: never) => Message>>
let said: Said = MESSAGES
let saidToStaff: Said = {}

/** Adds what is said about the refusals that a sub-package gets. */
export function alsoSay(...more: Said[]): void {
  said = Object.assign({}, said, ...more)
}

/** Adds what is said instead when staff have asked. */
export function saySoToStaff(more: Said): void {
  saidToStaff = more
}

/** The message for an error, for whoever has called its route. */
export function messageOf({ code, detail, route }: Asked): Message {
  const own = route && /^(staff|office)\./.test(route) ? saidToStaff[code] : undefined
  // The tables are exhaustive by code; the server guarantees that a detail fits its code. Only a newer server has other codes.
  const say = (own ?? said[code]) as ((detail: CloudError['detail']) => Message) | undefined
  return say ? say(detail) : MESSAGES.UNKNOWN_ROUTE(null)
}

type Asked = Pick<CloudError, 'code' | 'detail'> & Partial<Pick<CloudError, 'route'>>
