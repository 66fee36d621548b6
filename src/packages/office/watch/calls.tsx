import type { RouteFigures } from '@domain/contracts/office-watch'
import { sayDuration } from '@domain/office/watch'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import styles from '../parts/office.module.scss'
import { Table } from '../parts/table'

const COLUMNS = [
  { label: '接口', width: '1.6fr' },
  { label: '次数', width: '0.7fr' },
  { label: '没有办成的', width: '2fr' },
  { label: '一半在', width: '1fr' },
  { label: '95% 在', width: '1fr' },
  { label: '每次读写数据库', width: '1fr' },
]

/** Kinds of refusals that are shown of a route. */
const CODES = 4

/** The calls of the last day. A refusal, such as a full class, is no fault. */
export function Calls({ routes }: { routes: readonly RouteFigures[] }) {
  return (
    <Section title="最近一天的使用">
      {routes.length === 0 && <View className={cx(styles.note)}>还没有数字：每个接口用过一分钟以后才有。</View>}
      {routes.length > 0 && (
        <Table
          columns={COLUMNS}
          rows={routes.map(({ route, calls, codes, p50, p95, database }) => ({
            id: `route-${route}`,
            cells: [
              route,
              `${calls} 次`,
              codes
                .slice(0, CODES)
                .map(each => `${each.code} ${each.calls}`)
                .join('、'),
              p50 && sayDuration(p50),
              p95 && sayDuration(p95),
              `数据库 ${database} 次`,
            ],
          }))}
        />
      )}
    </Section>
  )
}
