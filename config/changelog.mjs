/** Options of conventional-changelog for `npm run changelog`: how commits are read and CHANGELOG.md is written. */

/** Headings by type of commit, in the order of the page. */
const HEADINGS = {
  feat: 'Added',
  fix: 'Fixed',
  perf: 'Faster',
  refactor: 'Changed inside',
  docs: 'Documentation',
  test: 'Tests',
  build: 'Tools',
  ci: 'Tools',
  chore: 'Tools',
}
const UNTYPED = 'Commits without a type'
const ORDER = [...Object.values(HEADINGS), UNTYPED]

export default {
  parser: {
    headerPattern: /^(?:(feat|fix|perf|refactor|docs|test|build|ci|chore)(?:\(([a-z-]+)\))?!?: )?(.+)$/,
    headerCorrespondence: ['type', 'scope', 'subject'],
    noteKeywords: ['BREAKING CHANGE'],
  },
  writer: {
    transform: ({ type, hash }) => ({ heading: type ? HEADINGS[type] : UNTYPED, short: hash.slice(0, 7) }),
    groupBy: 'heading',
    commitGroupsSort: (a, b) => ORDER.indexOf(a.title) - ORDER.indexOf(b.title),
    commitsSort: () => 0,
    headerPartial: '## {{version}}{{#if date}} · {{date}}{{/if}}\n\n',
    mainTemplate: `{{> header}}{{#each noteGroups}}### Breaking
{{#each notes}}
- {{text}}
{{/each}}

{{/each}}{{#each commitGroups}}### {{title}}

{{#each commits}}- {{> commit}}{{/each}}
{{/each}}`,
    commitPartial: '{{#if scope}}{{scope}}: {{/if}}{{subject}} ({{short}})\n',
  },
}
