import { FAILURES, type Failure, needsWelfareCheck } from '@domain/canteen/delivery'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/page.module.scss'
import type { RoundStop } from './use-round'

interface FailureSheetProps {
  /** The stop that it was opened for. */
  stop: RoundStop
  onChoose: (why: Failure) => void
  onClose: () => void
}

/** Why a meal could not be delivered. */
export function FailureSheet({ stop, onChoose, onClose }: FailureSheetProps) {
  return (
    <Sheet id="failure-sheet" title="没送成，怎么了" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View>
          {stop.building} {stop.door} · {stop.name}
        </View>
        <ListGroup>
          {FAILURES.map(({ id, label }) => (
            <ListRow
              key={id}
              id={`failure-${id}`}
              title={label}
              note={needsWelfareCheck(id) ? '中心马上会知道，去看看老人' : undefined}
              onTap={() => onChoose(id)}
            />
          ))}
        </ListGroup>
        <View className={cx(styles.note)}>没送到的餐不收钱，也不算补贴。</View>
      </View>
    </Sheet>
  )
}
