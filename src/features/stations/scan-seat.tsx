import { stationOfScan } from '@domain/stations/scene'
import { scanDoor } from '@/platform/scan'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { openScanned } from './open-scanned'

/** Scans the code at a station's door and opens that station. */
export function ScanSeat() {
  const scan = async () => {
    const text = await scanDoor()
    if (text === null) return
    const scanned = stationOfScan(text)
    if (scanned) openScanned(scanned)
    else toast('这不是驿站的码', '请扫门口海报上的二维码。')
  }
  return (
    <Button id="stations-scan" icon="scan" onTap={() => void scan()}>
      到了？扫码坐下
    </Button>
  )
}
