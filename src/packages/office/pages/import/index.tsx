import '../../messages'
import { page } from '@/ui/screen/page'
import { CentresImport } from '../../imports/centres-import'
import { TimetableImport } from '../../imports/timetable-import'
import { usePlace } from '../../parts/place'

/** Imports from a spreadsheet: a centre imports its timetable, a county or the city its centres. */
function ImportPage() {
  const place = usePlace()
  return place.centreId ? <TimetableImport place={place} centreId={place.centreId} /> : <CentresImport place={place} />
}

export default page(ImportPage)
