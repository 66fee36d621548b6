import '../../messages'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState } from '@/ui/states'
import { DayView } from '../../day/day-view'
import { Setbacks } from '../../day/setbacks'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { openSection, sectionsOf } from '../../parts/sections'
import { useAccess } from '../../parts/use-access'

/** The first page of the desk. */
function DeskPage() {
  const place = usePlace()
  const access = useAccess(place)
  const sections = sectionsOf(place, access)
  return (
    <Desk id="office-desk" title="工作台" section="desk" place={place}>
      <View className={cx(styles.page)}>
        {!access.isKnown && <Skeleton blocks={[60, 60, 60]} />}
        {access.name && <View className={cx(styles.bold, styles.onlyNarrow)}>{access.name}</View>}
        {access.isKnown && sections.length === 0 && (
          <EmptyState scene="desk" title="这里还没有您要办的事" note="要管课表、成员这些，请中心负责人给您加上职责。" />
        )}
        {place.centreId && access.may('office.week') && <DayView centreId={place.centreId} access={access} />}
        {place.centreId && access.may('office.setbacks') && <Setbacks place={place} />}
        {sections.length > 0 && (
          <View className={cx(place.centreId && styles.onlyNarrow)}>
            <ListGroup>
              {sections.map(({ name, title, note, icon }) => (
                <ListRow
                  key={name}
                  id={`open-${name}`}
                  icon={icon}
                  title={title}
                  note={note}
                  leads
                  onTap={() => openSection(name, place)}
                />
              ))}
            </ListGroup>
          </View>
        )}
      </View>
    </Desk>
  )
}

export default page(DeskPage)
