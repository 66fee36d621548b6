import type { RouteOutput } from '@domain/contracts'
import type { CanteenPage } from '@domain/contracts/staff'
import { open } from '@/platform/navigate'
import type { IconName } from '@/ui/icon'
import { ListGroup, ListRow } from '@/ui/list-row'

type Screen =
  | 'participation/counter'
  | 'participation/ballots'
  | 'participation/guide'
  | 'staff/book'
  | 'staff/door'
  | 'staff/stations'
  | 'staff/appeals'
  | `canteen/${'kitchen' | CanteenPage}`

interface Entrance {
  to: Screen
  icon: IconName
  title: string
  note: string
}

type Access = Pick<RouteOutput<'staff.today'>, 'manages' | 'door' | 'kitchen' | 'canteen'>
type Kind = Exclude<keyof Access, 'canteen'>

/** The pages, by what a person needs to open them. */
const ENTRANCES: Record<Kind, readonly Entrance[]> = {
  door: [
    {
      to: 'staff/book',
      icon: 'phone',
      title: '代约和往后的名单',
      note: '打电话来的、没有手机的，您替他约；往后哪一场来哪些人',
    },
    { to: 'staff/door', icon: 'door', title: '门口签到屏', note: '在平板或电视上打开，来的人自己扫码签到' },
    {
      to: 'participation/counter',
      icon: 'badge',
      title: '积分兑换和确认',
      note: '居民凭码来拿东西；做过的任务您看了就确认',
    },
    { to: 'participation/ballots', icon: 'edit', title: '录纸质表决票', note: '没有手机的人用纸票；两位同事各录一遍' },
    {
      to: 'participation/guide',
      icon: 'people',
      title: '志愿者带班',
      note: '签到签退，没签退的您来签字',
    },
    { to: 'staff/stations', icon: 'home', title: '驿站座位', note: '没带手机的人来了走了，记一下；也可以临时关闭' },
  ],
  kitchen: [{ to: 'canteen/kitchen', icon: 'check', title: '食堂备餐单', note: '每样菜备多少、餐签，和当天送到哪里' }],
  manages: [{ to: 'staff/appeals', icon: 'info', title: '没来的原因', note: '约了没来的人说明了原因，您来决定算不算' }],
}

const CANTEEN: Record<CanteenPage, Omit<Entrance, 'to'>> = {
  counter: { icon: 'people', title: '食堂收银台', note: '谁来取餐，点一下，收款递餐' },
  till: { icon: 'copy', title: '食堂收款和日结', note: '今天收了多少、谁挂着账，下班前数现金' },
  rounds: { icon: 'go', title: '食堂送餐', note: '今天的地址，一家一家送；没网也能记' },
  alerts: { icon: 'bell', title: '没人开门的老人', note: '送餐没人开门，去看看，记一下情况' },
  menus: { icon: 'calendar', title: '排菜单', note: '一周一排，抄上周的再改，发布后大家就能订' },
}

/** The other staff pages of a centre that the person may open. */
export function Entrances({ centreId, access }: { centreId: string; access: Access }) {
  const kinds: readonly Kind[] = ['door', 'kitchen', 'manages']
  const canteen = access.canteen.map((page): Entrance => ({ to: `canteen/${page}`, ...CANTEEN[page] }))
  return (
    <ListGroup>
      <ListRow
        id="staff-desk-entrance"
        icon="edit"
        title="工作台"
        note="要办的事、成员和操作记录；电脑上也能用"
        leads
        onTap={() => open('office/desk', { centreId })}
      />
      {kinds
        .filter(kind => access[kind])
        .flatMap(kind => ENTRANCES[kind])
        .concat(canteen)
        .map(({ to, icon, title, note }) => (
          <ListRow
            key={to}
            id={to === 'participation/counter' ? 'staff-points-entrance' : `staff-${to.split('/')[1]}-entrance`}
            icon={icon}
            title={title}
            note={note}
            leads
            onTap={() => open(to, { centreId })}
          />
        ))}
    </ListGroup>
  )
}
