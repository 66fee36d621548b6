import '../../messages'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { CentreEditor } from '../../centre/centre-editor'
import { Closures } from '../../centre/closures'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { useAccess } from '../../parts/use-access'

/** What residents see of a centre, its closures and its stations. */
function CentrePage() {
  const place = usePlace()
  const { centreId = '' } = place
  const access = useAccess(place)
  const request = useRequest('office.centre', { centreId })
  const stations = useRequest('staff.stations', access.may('staff.stations') ? { centreId } : null, {
    refreshOnShow: true,
  })
  return (
    <Desk id="office-centre" title="中心资料" section="centre" place={place}>
      <Loaded request={request} skeleton={[40, 60, 60, 60]} ageless>
        {data => (
          <View className={cx(styles.page)}>
            <View className={cx(styles.note)}>
              {data.centre.name}，{data.centre.county}
            </View>
            <Closures centre={data.centre} onChange={centre => request.setData({ ...data, centre })} />
            {stations.data && stations.data.stations.length > 0 && (
              <Section title="驿站">
                <ListGroup>
                  {stations.data.stations.map(station => (
                    <ListRow
                      key={station.id}
                      id={`edit-station-${station.id}`}
                      title={station.name}
                      note={`${station.capacity} 座，${station.address}`}
                      leads
                      onTap={() => open('office/station', { centreId, stationId: station.id })}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            <CentreEditor
              centre={data.centre}
              isOffice={access.may('office.createCentre')}
              onSaved={centre => request.setData({ ...data, centre })}
            />
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

export default page(CentrePage)
