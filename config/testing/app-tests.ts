/**
 * Which tests drive which part of the app. They drive what was built of it, so Jest cannot see from their imports what they
 * are about. Paths below `src/` and below `test/`, without `.test.ts`; a folder that is not named has the tests of the one
 * above it.
 */
export const APP_TESTS: Readonly<Record<string, readonly string[]>> = {
  '': ['app/journey', 'app/pages', 'e2e/journey'],
  cloud: ['app/refusals', 'app/slow-network', 'app/offline', 'e2e/journey'],
  platform: ['app/journey', 'app/offline', 'e2e/journey'],
  'platform/kept-build': ['e2e/kept-build'],
  ui: ['app/pages', 'e2e/every-screen'],
  'features/arrive': ['app/check-in', 'e2e/door'],
  'features/ballot': ['e2e/ballot'],
  'features/bookings': ['app/journey', 'app/offline', 'e2e/journey'],
  'features/centres': ['app/pages', 'e2e/every-screen'],
  'features/checkin': ['app/check-in', 'e2e/journey'],
  'features/classes': ['app/refusals', 'app/journey', 'e2e/journey'],
  'features/contests': ['e2e/governance-contest'],
  'features/errors': ['app/refusals', 'app/offline'],
  'features/home': ['app/journey', 'e2e/journey'],
  'features/honours': ['app/participation', 'e2e/participation-points'],
  'features/household': ['app/journey', 'e2e/journey'],
  'features/lists': ['app/offline', 'app/journey'],
  'features/noshows': ['e2e/no-shows'],
  'features/offerings': ['app/refusals', 'e2e/journey'],
  'features/ratings': ['app/journey', 'e2e/every-screen'],
  'features/requests': ['app/slow-network', 'app/offline'],
  'features/series': ['e2e/series'],
  'features/share': ['app/share', 'e2e/share'],
  'features/settings': ['app/pages', 'e2e/every-screen'],
  'features/spaces': ['e2e/spaces'],
  'features/staff-checkin': ['app/offline-door', 'e2e/offline-door'],
  'features/stations': ['app/stations', 'e2e/stations'],
  'features/time': ['app/journey', 'app/stations'],
  'features/waitlist': ['e2e/waitlist'],
  'packages/ballot': ['e2e/ballot'],
  'packages/care': ['app/care', 'e2e/every-screen'],
  'packages/canteen': ['app/canteen', 'e2e/canteen', 'e2e/canteen-counter', 'e2e/canteen-rounds'],
  'packages/find': ['app/journey', 'e2e/every-screen'],
  'packages/gallery': ['e2e/every-screen'],
  'packages/map': ['app/stations', 'e2e/stations', 'e2e/every-screen'],
  'packages/news': ['app/share', 'e2e/every-screen'],
  'packages/office': [
    'app/reports',
    'app/office',
    'app/moving',
    'e2e/office-team',
    'e2e/office-offerings',
    'e2e/office-timetable',
    'e2e/participation-partners',
    'e2e/governance-rating',
    'e2e/governance-contest',
    'e2e/governance-year',
    'e2e/every-screen',
  ],
  'packages/pass': ['app/share', 'e2e/share'],
  'packages/poster': ['app/share', 'e2e/share'],
  'packages/participation': [
    'app/participation',
    'e2e/participation-points',
    'app/needs',
    'app/volunteers',
    'e2e/participation-volunteers',
    'app/groups',
    'e2e/participation-groups',
    'e2e/every-screen',
  ],
  'packages/party': ['app/party', 'e2e/every-screen'],
  'packages/privacy': ['app/small-faults', 'e2e/every-screen', 'e2e/door', 'e2e/offline-door'],
  'packages/spaces': ['e2e/spaces'],
  'packages/staff': ['app/desk', 'app/moving', 'app/check-in', 'app/capacity', 'e2e/desk', 'e2e/no-shows'],
  'packages/week': ['app/pages', 'e2e/every-screen'],
}

/** The tests that drive a file of the app, such as `src/features/home/home.tsx`. */
export function appTestsOf(file: string): string[] {
  const folders = file
    .replace(/^src\//, '')
    .split('/')
    .slice(0, -1)
  for (let depth = folders.length; depth >= 0; depth--) {
    const tests = APP_TESTS[folders.slice(0, depth).join('/')]
    if (tests) return tests.map(name => `test/${name}.test.ts`)
  }
  return []
}
