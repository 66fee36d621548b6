import type { VisitView } from '@domain/contracts/stations'
import { View } from '@tarojs/components'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { sayStay } from '@/features/stations/words'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { toast } from '@/ui/toast'
import styles from './visit-card.module.scss'

/** The seat that the person has at a station, with a button to leave it. */
export function VisitCard({ visit, onLeft }: { visit: VisitView; onLeft: () => void }) {
  const { busy, error, run } = useAction('station.leave')
  useErrorToast(error)
  const leave = async () => {
    if (!(await run({ stationId: visit.stationId, visitId: visit.id }))) return
    toast('座位让出来了', '路上慢点，随时再来。')
    onLeft()
  }
  return (
    <Card id="home-visit">
      <View className={cx(styles.row)}>
        <Tap id="home-visit-open" className={styles.text} onTap={() => open('station', { id: visit.stationId })}>
          <View className={cx(styles.title)}>
            {visit.held ? `${visit.stationName}给您留着座` : `您正在${visit.stationName}休息`}
          </View>
          <View className={cx(styles.note)}>{sayStay(visit)}</View>
        </Tap>
        <Button id="home-leave" look="soft" size="small" busy={busy} onTap={() => void leave()}>
          {visit.held ? '不去了' : '离开'}
        </Button>
      </View>
    </Card>
  )
}
