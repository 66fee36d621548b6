import { stationActPeriods } from './0001-station-act-periods'
import { centreFigures } from './0002-centre-figures'
import { storedWaits } from './0003-stored-waits'
import { starYears } from './0004-star-years'
import type { Migration } from './migration'

/** All migrations, in the order in which they run. A later one is a line at the end. */
export const MIGRATIONS: readonly Migration[] = [stationActPeriods, centreFigures, storedWaits, starYears]

/** The last of them. */
export const LATEST_MIGRATION = MIGRATIONS.at(-1)?.id ?? ''
