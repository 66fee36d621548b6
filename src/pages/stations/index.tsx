import { ScanSeat } from '@/features/stations/scan-seat'
import { StationList } from '@/features/stations/station-list'
import { canScan } from '@/platform/scan'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function StationsPage() {
  return (
    <Screen id="stations" title="暖锋驿站" footer={canScan && <ScanSeat />}>
      <StationList />
    </Screen>
  )
}

export default page(StationsPage)
