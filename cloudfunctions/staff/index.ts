import { checkIn } from '../lib/checkin/check-in'
import { listDuplicates } from '../lib/checkin/duplicates'
import { getPack } from '../lib/checkin/pack'
import { getRoster } from '../lib/checkin/roster'
import { getToday } from '../lib/checkin/today'
import { undoCheckIn } from '../lib/checkin/undo'
import { uploadScans } from '../lib/checkin/upload'
import { bookFor, walkIn } from '../lib/desk/book'
import { cancelFor } from '../lib/desk/cancel'
import { listComing } from '../lib/desk/coming'
import { checkInByName, findBookings } from '../lib/desk/find'
import { getDoorKey } from '../lib/door/key'
import { serve } from '../lib/entry'
import { decideAppeal, listAppeals } from '../lib/noshows/decide'
import { excuseSession } from '../lib/noshows/excuse'
import { cancelSession, moveSession } from '../lib/sessions/change'
import { closeSpots, getStaffSpace, openSpots } from '../lib/spaces/closures'
import { closeStation, openStation } from '../lib/stations/close'
import { adjustOccupancy } from '../lib/stations/count'
import { listStaffStations } from '../lib/stations/staff'
import { setCapacity } from '../lib/timetable/set-capacity'

/** Everything that needs a role at a centre. */
export const main = serve('staff', {
  'staff.today': getToday,
  'staff.roster': getRoster,
  'staff.checkIn': checkIn,
  'staff.undoCheckIn': undoCheckIn,
  'staff.find': findBookings,
  'staff.checkInByName': checkInByName,
  'staff.walkIn': walkIn,
  'staff.coming': listComing,
  'staff.bookFor': bookFor,
  'staff.cancelFor': cancelFor,
  'staff.pack': getPack,
  'staff.doorKey': getDoorKey,
  'staff.uploadScans': uploadScans,
  'staff.duplicates': listDuplicates,
  'staff.setCapacity': setCapacity,
  'staff.cancelSession': cancelSession,
  'staff.moveSession': moveSession,
  'staff.space': getStaffSpace,
  'staff.closeSpots': closeSpots,
  'staff.openSpots': openSpots,
  'staff.excuseSession': excuseSession,
  'staff.appeals': listAppeals,
  'staff.decideAppeal': decideAppeal,
  'staff.stations': listStaffStations,
  'staff.adjustOccupancy': adjustOccupancy,
  'staff.closeStation': closeStation,
  'staff.openStation': openStation,
})
