import * as v from 'valibot'
import { IMPORT_PRESETS } from '../office/import-timetable'
import { category, id, optionalLine, shortLine, timestamp } from './fields'
import { MAX_IMPORTED_CLASSES, MAX_IMPORTED_NAMES, MAX_IMPORTED_SESSIONS, ROOM_LENGTH, TITLE_LENGTH } from './limits'
import { places, reservedPlaces } from './office-offerings'
import { route } from './route'

const position = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most - 1))

/** Room, teacher and places; rooms and teachers are positions in `names`. */
const plan = {
  room: position(MAX_IMPORTED_NAMES),
  teacher: position(MAX_IMPORTED_NAMES),
  capacity: places,
  reserve: reservedPlaces,
}

/** How many were added, and how many were there. */
interface Added {
  created: number
  existing: number
}

/** Routes of what is planned in a spreadsheet. */
export const officeImportRoutes = {
  /**
   * Adds the classes and sessions of a spreadsheet to a centre, sessions as drafts: all of them, or none when one is not possible.
   * Classes are known by their names, sessions by class and start: the same file twice changes nothing.
   */
  'office.importTimetable': route<{ now: number; classes: Added; sessions: Added }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      names: v.pipe(v.array(optionalLine(ROOM_LENGTH)), v.minLength(1), v.maxLength(MAX_IMPORTED_NAMES)),
      classes: v.pipe(
        v.array(
          v.strictObject({
            title: shortLine(TITLE_LENGTH),
            /** Null: the centre has the class; one that it has not is refused. */
            category: v.nullable(category),
            preset: v.picklist(IMPORT_PRESETS.map(preset => preset.id)),
            minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)),
            ...plan,
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_IMPORTED_CLASSES),
      ),
      sessions: v.pipe(
        v.array(
          v.strictObject({
            /** Position in `classes`. */
            class: position(MAX_IMPORTED_CLASSES),
            ...plan,
            startsAt: timestamp,
            endsAt: timestamp,
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_IMPORTED_SESSIONS),
      ),
    }),
    errors: ['CENTRE_NOT_FOUND', 'OFFERING_NOT_FOUND', 'PLAN_INVALID', 'TIME_NOT_POSSIBLE'],
  }),
}
