import type { StaffStation } from '@domain/contracts/staff-stations'
import { View } from '@tarojs/components'
import { sayWeek } from '@/features/centres/hours'
import { sceneOf } from '@/features/stations/drawings'
import { labelOf } from '@/features/stations/words'
import { cx } from '@/ui/cx'
import { QrCode } from '@/ui/qr-code'
import { Scene } from '@/ui/scene'
import styles from './poster.module.scss'

const STEPS = ['进来', '扫码', '坐下'] as const

/** The A4 poster for a station's door: come in, scan, sit down. */
export function Poster({ station, link }: { station: StaffStation; link: string }) {
  return (
    <View id="poster" className={cx('nf-light', styles.sheet)}>
      <Scene name={sceneOf(station.drawing)} fill className={cx(styles.scene)} />
      <View className={cx(styles.body)}>
        <View className={cx(styles.hello)}>累了，进来歇歇脚</View>
        <View className={cx(styles.name)}>{station.name}</View>
        <View className={cx(styles.middle)}>
          <View className={cx(styles.frame)}>
            <QrCode id="poster-code" text={link} label="驿站二维码，扫码坐下" className={cx(styles.code)} />
          </View>
          <View className={cx(styles.steps)}>
            {STEPS.map((step, at) => (
              <View key={step} className={cx(styles.step)}>
                <View className={cx(styles.number)}>{at + 1}</View>
                <View>{step}</View>
              </View>
            ))}
          </View>
        </View>
        <View className={cx(styles.line)}>微信扫一扫 · 不登记 · 不花钱 · 走时再点一下「离开」</View>
        <View className={cx(styles.has)}>
          {station.facilities.map(facility => (
            <View key={facility} className={cx(styles.facility)}>
              {labelOf(facility)}
            </View>
          ))}
        </View>
        <View className={cx(styles.foot)}>
          <View>
            开放时间：
            {sayWeek(station.hours.week)
              .map(({ days, hours }) => `${days} ${hours}`)
              .join('　')}
          </View>
          <View>
            {station.centreName} · {station.phone}
          </View>
        </View>
      </View>
    </View>
  )
}
