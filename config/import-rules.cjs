/** Who may import whom; checked by dependency-cruiser in `npm test`. The reasons are in docs/decisions. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid('no-circles', 'A circle has no bottom to start reading from.', {}, { circular: true }),
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
      { path: '^(cloudfunctions|local-cloud|config|test)/' },
    ),
    forbid(
      'server-knows-only-domain',
      'A function is deployed without the rest of the house.',
      { path: '^cloudfunctions/' },
      { path: '^(src|local-cloud|config|test)/' },
    ),
    forbid(
      'local-cloud-stands-alone',
      'It hosts bundles, of this project or any other; it never reaches into their source.',
      { path: '^local-cloud/' },
      { path: '^(src|domain|cloudfunctions|test)/' },
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
        pathNot: '^cloudfunctions/(lib/(entry|store/cloudbase|notices/messenger)\\.ts$|(resident|staff|timer)/)',
      },
      { path: 'node_modules/wx-server-sdk' },
    ),
    forbid(
      'tests-stay-out',
      'Product code never depends on tests.',
      { path: '^(src|domain|cloudfunctions|local-cloud)/' },
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
