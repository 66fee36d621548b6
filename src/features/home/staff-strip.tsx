import type { StaffCentre } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { canScan } from '@/platform/scan'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import styles from './staff-strip.module.scss'

/** For those who let people in: the camera and today's sessions, one tap away. One strip for each of their centres. */
export function StaffStrip({ staffOf }: { staffOf: readonly StaffCentre[] }) {
  return (
    <>
      {staffOf
        .filter(({ duties }) => duties.includes('door'))
        .map(({ centreId, centreName }) => (
          <Card key={centreId} id={`home-staff-${centreId}`} padded>
            <View className={cx(styles.name)}>{centreName} · 工作</View>
            <View className={cx(styles.buttons)}>
              <Button
                id={`home-scan-${centreId}`}
                look="soft"
                size="small"
                icon="scan"
                onTap={() => open('staff/scan', { centreId, camera: '1' })}
              >
                {canScan ? '扫码签到' : '输码签到'}
              </Button>
              <Button
                id={`home-today-${centreId}`}
                look="soft"
                size="small"
                icon="calendar"
                onTap={() => open('staff/today', { centreId })}
              >
                今天的场次
              </Button>
            </View>
          </Card>
        ))}
    </>
  )
}
