import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { locate, useLocation } from '@/features/settings/use-location'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { CentreItem } from './centre-item'
import styles from './centre-list.module.scss'

/** All centres of the city, by county or by distance. */
export function CentreList() {
  const [county, setCounty] = useState<string | null>(null)
  const location = useLocation()
  const request = useRequest('centre.list', {
    ...(county ? { county } : {}),
    ...(location ? { location } : {}),
  })
  const { data } = request
  const now = useNow(MINUTE)
  const findNear = async () => {
    if (!(await locate())) toast('没有拿到位置', '可以按区县找，或在微信设置里允许位置。')
  }
  return (
    <View>
      <View className={cx(styles.strip)}>
        <ChipStrip>
          {process.env.TARO_ENV === 'weapp' && (
            <Chip id="centres-near" on={location !== null} onTap={() => void findNear()}>
              离我近
            </Chip>
          )}
          <Chip id="centres-map" role="button" on={false} onTap={() => open('map/near', {})}>
            地图
          </Chip>
          <Chip id="county-all" on={county === null} onTap={() => setCounty(null)}>
            全市
          </Chip>
          {data?.counties.map(name => (
            <Chip key={name} on={county === name} onTap={() => setCounty(name)}>
              {name}
            </Chip>
          ))}
        </ChipStrip>
      </View>
      <Loaded request={request} skeleton={[104, 104, 104, 104]}>
        {data => (
          <View className={cx(styles.list)}>
            {data.centres.map(centre => (
              <CentreItem key={centre.id} centre={centre} now={now} />
            ))}
            {data.centres.length === 0 && (
              <EmptyState
                scene="lantern"
                title="这里还没有中心"
                note="看看旁边的区县。"
                action={{ label: '看全市', onTap: () => setCounty(null) }}
              />
            )}
          </View>
        )}
      </Loaded>
    </View>
  )
}
