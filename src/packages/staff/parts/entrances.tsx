import type { RouteOutput } from '@domain/contracts'
import { open } from '@/platform/navigate'
import type { IconName } from '@/ui/icon'
import { ListGroup, ListRow } from '@/ui/list-row'

type Screen = 'staff/book' | 'staff/door' | 'staff/stations' | 'staff/appeals' | 'canteen/kitchen'

interface Entrance {
  to: Screen
  icon: IconName
  title: string
  note: string
}

type Access = Pick<RouteOutput<'staff.today'>, 'manages' | 'door' | 'kitchen'>

/** The pages, by what a person needs to open them. */
const ENTRANCES: Record<keyof Access, readonly Entrance[]> = {
  door: [
    {
      to: 'staff/book',
      icon: 'phone',
      title: '代约和往后的名单',
      note: '打电话来的、没有手机的，您替他约；往后哪一场来哪些人',
    },
    { to: 'staff/door', icon: 'door', title: '门口签到屏', note: '在平板或电视上打开，来的人自己扫码签到' },
    { to: 'staff/stations', icon: 'home', title: '驿站座位', note: '没带手机的人来了走了，记一下；也可以临时关闭' },
  ],
  kitchen: [{ to: 'canteen/kitchen', icon: 'check', title: '食堂备餐单', note: '每样菜备多少、餐签，和当天送到哪里' }],
  manages: [{ to: 'staff/appeals', icon: 'info', title: '没来的原因', note: '约了没来的人说明了原因，您来决定算不算' }],
}

/** The other staff pages of a centre that the person may open. */
export function Entrances({ centreId, access }: { centreId: string; access: Access }) {
  const kinds: readonly (keyof Access)[] = ['door', 'kitchen', 'manages']
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
        .map(({ to, icon, title, note }) => (
          <ListRow
            key={to}
            id={`staff-${to.split('/')[1]}-entrance`}
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
