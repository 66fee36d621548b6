import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { canPrint, doorLink, printPage } from '@/platform/print'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { Poster } from '../../parts/poster'

export default function StaffPosterPage() {
  const { centreId = '', stationId = '', link } = useRouter().params
  const { data, error, reload } = useRequest('staff.stations', { centreId })
  const problem = error && messageOf(error)
  const station = data?.stations.find(({ id }) => id === stationId)
  const footer = station && canPrint && (
    <Button id="poster-print" onTap={printPage}>
      打印这张海报
    </Button>
  )
  return (
    <Screen id="staff-poster" title="门口海报" footer={footer}>
      {station ? (
        canPrint ? (
          <Poster station={station} link={doorLink(station.id, link)} />
        ) : (
          <EmptyState
            scene="calendar"
            title="海报在电脑上打印"
            note={`请市级管理员打印「${station.name}」的海报，编号 ${station.id}。`}
          />
        )
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : data ? (
        <EmptyState scene="armchair" title="没有找到这个驿站" note="回到「驿站座位」，重新选一个。" />
      ) : (
        <View>
          <Skeleton blocks={[460]} />
        </View>
      )}
    </Screen>
  )
}
