import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import office from '../parts/office.module.scss'
import type { OfficePlace } from '../parts/place'

/** Work of the system that fails again and again and needs its operator; shown only when there is some. */
export function Setbacks({ place }: { place: OfficePlace }) {
  const { data } = useRequest('office.setbacks', place, { refreshOnShow: true })
  if (!data || data.setbacks.length === 0) return null
  const now = cloudNow()
  return (
    <Section title="系统没办成的事">
      <View id="setbacks" className={cx(office.stack)}>
        <View className={cx(office.note)}>会自动再试。一直在这里的，请把编号告诉系统管理员。</View>
        <ListGroup>
          {data.setbacks.map(({ id, task, item, failures, since, nextAt }) => (
            <ListRow
              key={id}
              title={`${task} ${item}`}
              note={`从${sayMoment(since, now)}起试了 ${failures} 次，${sayMoment(nextAt, now)}再试`}
            />
          ))}
        </ListGroup>
      </View>
    </Section>
  )
}
