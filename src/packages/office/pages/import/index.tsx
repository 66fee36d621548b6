import '../../messages'
import { useRouter } from '@tarojs/taro'
import { page } from '@/ui/screen/page'
import { CentresImport } from '../../imports/centres-import'
import { StaffImport } from '../../imports/staff-import'
import { TimetableImport } from '../../imports/timetable-import'
import { usePlace } from '../../parts/place'

/** Imports from a spreadsheet: a centre its timetable or its staff, a county or the city its centres. */
function ImportPage() {
  const place = usePlace()
  const { centreId } = place
  const { what } = useRouter().params
  if (!centreId) return <CentresImport place={place} />
  return what === 'staff' ? (
    <StaffImport place={place} centreId={centreId} />
  ) : (
    <TimetableImport place={place} centreId={centreId} />
  )
}

export default page(ImportPage)
