import type { RouteOutput } from '@domain/contracts'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { locate } from '@/features/settings/use-location'
import { stored } from '@/platform/storage'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { type Place, usePlace } from './place'
import styles from './stations.module.scss'

const storedCentres = stored<RouteOutput<'centre.list'>>({ name: 'centres', version: 1, kept: 'fetched' })

/** The choice of a place: around the person, a county, or near a centre. */
export function PlaceSheet({ onClose }: { onClose: () => void }) {
  const { place, choose } = usePlace()
  const request = useRequest('centre.list', {}, { keepIn: storedCentres })
  const take = (chosen: Place | null) => {
    choose(chosen)
    onClose()
  }
  const findNear = async () => {
    if (await locate()) take(null)
    else toast('没有拿到位置', '在下面选一个地方，一样能找。')
  }
  const tick = (name: string | null) => ((place?.name ?? null) === name ? <Icon name="check" /> : null)
  return (
    <Sheet id="place-sheet" title="从哪里找驿站" onClose={onClose}>
      <View className={cx(styles.sheet)}>
        <ListGroup>
          {process.env.TARO_ENV === 'weapp' && (
            <ListRow id="place-here" icon="go" title="离我近" onTap={() => void findNear()} />
          )}
          <ListRow id="place-city" title="全市" end={tick(null)} onTap={() => take(null)} />
        </ListGroup>
        <Loaded request={request} skeleton={[56, 56, 56, 56]}>
          {data => (
            <>
              <Section title="哪个区县" quiet>
                <ListGroup>
                  {data.counties.map((county, at) => (
                    <ListRow
                      key={county}
                      id={`place-county-${at}`}
                      title={county}
                      end={tick(county)}
                      onTap={() => take({ name: county, county })}
                    />
                  ))}
                </ListGroup>
              </Section>
              <Section title="哪个中心附近" quiet>
                <ListGroup>
                  {data.centres.map(({ id, name, county, location }) => (
                    <ListRow
                      key={id}
                      id={`place-centre-${id}`}
                      title={name}
                      note={county}
                      end={tick(name)}
                      onTap={() => take({ name, location })}
                    />
                  ))}
                </ListGroup>
              </Section>
            </>
          )}
        </Loaded>
      </View>
    </Sheet>
  )
}
