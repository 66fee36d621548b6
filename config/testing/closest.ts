/** What a test file is known by: its path and its text. */
export interface TestText {
  path: string
  text: string
}

/**
 * Tests by how much they say about what has changed, the closest first: how often they name the words of its path and what it
 * exports, where a word that few tests name counts for more. Imports cannot tell: a test of a use case drives the functions,
 * and these import every room.
 */
export function byCloseness(changed: readonly TestText[], tests: readonly TestText[]): string[] {
  const words = [...new Set(changed.flatMap(wordsOf))]
  const texts = tests.map(({ path, text }) => `${path}\n${text}`.toLowerCase())
  const scores = new Map(tests.map(({ path }) => [path, 0]))
  for (const word of words) {
    const times = texts.map(text => text.split(word).length - 1)
    const weight = Math.log((tests.length + 1) / (1 + times.filter(Boolean).length))
    tests.forEach(({ path }, at) => {
      scores.set(path, scoreOf(path) + Math.log1p(times[at] ?? 0) * weight)
    })
  }
  function scoreOf(path: string): number {
    return scores.get(path) ?? 0
  }
  return tests.map(({ path }) => path).sort((a, b) => scoreOf(b) - scoreOf(a) || a.localeCompare(b))
}

/** The folder and the name of a file, and the names that it exports. */
function wordsOf({ path, text }: TestText): string[] {
  const segments = path
    .replace(/\.\w+$/, '')
    .split('/')
    .slice(-3)
    .filter(segment => segment !== 'index' && segment !== 'lib')
  const names = [...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  )
  return [...segments, ...names].filter(Boolean).map(word => word.toLowerCase())
}

/**
 * The first of these files that fit into a time, by what each is expected to take. A file that does not fit is left out; later,
 * shorter ones may still fit.
 */
export function fitting(files: readonly string[], budgetSeconds: number, expected: (file: string) => number): string[] {
  let left = budgetSeconds
  return files.filter(file => {
    const seconds = expected(file)
    if (seconds > left) return false
    left -= seconds
    return true
  })
}
