import '../../messages'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { canPrint, doorLink, printPage } from '@/platform/print'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { Poster } from '../../parts/poster'

function StaffPosterPage() {
  const { centreId = '', stationId = '', link, scene } = useRouter().params
  const request = useRequest('staff.stations', { centreId })
  const station = request.data?.stations.find(({ id }) => id === stationId)
  const footer = station && canPrint && (
    <Button id="poster-print" onTap={printPage}>
      打印这张海报
    </Button>
  )
  return (
    <Screen id="staff-poster" title="门口海报" footer={footer}>
      <Loaded request={request} skeleton={[460]}>
        {() =>
          !station ? (
            <EmptyState scene="armchair" title="没有找到这个驿站" note="回到「驿站座位」，重新选一个。" />
          ) : canPrint ? (
            <Poster station={station} link={doorLink(scene ?? station.scene, link)} />
          ) : (
            <EmptyState
              scene="calendar"
              title="海报在电脑上打印"
              note={`请市级管理员打印「${station.name}」的海报，编号 ${station.scene}。`}
            />
          )
        }
      </Loaded>
    </Screen>
  )
}

export default page(StaffPosterPage)
