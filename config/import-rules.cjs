/** Import rules, checked by dependency-cruiser in `npm test`. The reasons are in docs/decisions. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/**
 * The rooms of the server by floor, lowest first: a room imports only rooms on floors below its own. A new room is a word in
 * one of these rows (docs/decisions/0018-rooms.md).
 */
const FLOORS = [
  ['kernel'],
  ['accounts', 'stations', 'catalogue'],
  ['booking', 'privacy'],
  ['notices', 'attendance', 'sessions', 'browse', 'canteen', 'participation', 'governance', 'rating', 'contest'],
  ['office', 'counter', 'migrations', 'search'],
  ['timer'],
]
/** The floors inside a room that is divided into rooms. */
const INNER_FLOORS = {
  booking: [['core'], ['waitlist'], ['single', 'ballot', 'party'], ['series', 'care']],
  attendance: [['noshows'], ['checkin'], ['desk', 'door']],
}

/** For each room, a rule that forbids imports from rooms beside or above it. */
function noClimbing(folder, floors) {
  return floors.flatMap((rooms, floor) =>
    rooms.map(room => {
      const closed = floors
        .slice(floor)
        .flat()
        .filter(other => other !== room)
      return forbid(
        `no-climbing-from-${room}`,
        'A room imports only rooms on floors below its own.',
        { path: `^${folder}/${room}/` },
        { path: `^${folder}/(${closed.join('|') || '$none'})/` },
      )
    }),
  )
}

module.exports = {
  forbidden: [
    ...noClimbing('cloudfunctions/lib', FLOORS),
    ...Object.entries(INNER_FLOORS).flatMap(([room, floors]) => noClimbing(`cloudfunctions/lib/${room}`, floors)),
    forbid(
      'every-room-has-a-floor',
      'A folder that no row of FLOORS names would escape the rule.',
      { path: '^cloudfunctions/' },
      { path: `^cloudfunctions/lib/(?!(${FLOORS.flat().join('|')})/)` },
    ),
    ...Object.entries(INNER_FLOORS).map(([room, floors]) =>
      forbid(
        `every-room-of-${room}-has-a-floor`,
        'A folder that no row names would escape the rule.',
        { path: '^cloudfunctions/' },
        { path: `^cloudfunctions/lib/${room}/(?!(${floors.flat().join('|')})/)` },
      ),
    ),
    forbid(
      'app-shell-knows-no-package',
      'What the main package imports is loaded at every start: sub-packages stand above it.',
      { path: '^src/(features|ui|platform|cloud|pages)/' },
      { path: '^src/packages/' },
    ),
    forbid(
      'random-tests-have-a-seed',
      'Whatever a random test finds must be found again: `test/random.ts` sets the seed of the run.',
      { path: '^test/', pathNot: '^test/random[.]ts$' },
      { path: '^node_modules/fast-check', dependencyTypesNot: ['type-only'] },
    ),
    forbid('no-circles', 'Circular imports have no order in which to read them.', {}, { circular: true }),
    forbid(
      'domain-is-pure',
      'Both sides share the domain: it knows no platform. Only the schema library, dates and hashes.',
      { path: '^domain/' },
      { pathNot: '^(domain/|node_modules/(valibot|dayjs|@noble/hashes)/)' },
    ),
    forbid(
      'app-knows-only-domain',
      'The mini-program reaches the server by its contracts alone.',
      { path: '^src/' },
      { path: '^(cloudfunctions|local-cloud|config|test|worlds)/' },
    ),
    forbid(
      'app-loads-no-schemas',
      'Schemas and their library are for the server: the app uses the types of contracts, and the limits.',
      { path: '^src/' },
      { path: '^domain/contracts/(?!(limits|functions)\\.ts$)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'server-knows-only-domain',
      'A function is deployed without the other packages.',
      { path: '^cloudfunctions/' },
      { path: '^(src|local-cloud|config|test|worlds)/' },
    ),
    forbid(
      'local-cloud-stands-alone',
      'It hosts bundles, of this project or any other; it never reaches into their source.',
      { path: '^local-cloud/' },
      { path: '^(src|domain|cloudfunctions|config|test|worlds)/' },
    ),
    forbid(
      'one-door-to-the-cloud',
      'Only the typed client and the platform adapters talk to the cloud.',
      { path: '^src/', pathNot: '^src/cloud/' },
      { path: '^src/cloud/transport' },
    ),
    forbid(
      'sdk-at-the-edge',
      'Use-cases run on the store port; the SDK is an adapter.',
      {
        path: '^cloudfunctions/',
        pathNot:
          '^cloudfunctions/(lib/(kernel/(entry|page-codes|store/cloudbase|texts/wechat|payments/cloud-pay)|notices/messenger)\\.ts$|(resident|staff|office|timer|payment)/)',
      },
      { path: 'node_modules/wx-server-sdk' },
    ),
    forbid(
      'tests-stay-out',
      'Product code never depends on tests.',
      { path: '^(src|domain|cloudfunctions|local-cloud|worlds)/' },
      { path: '^test/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
