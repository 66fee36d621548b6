/** A part of the tests whose time is watched. */
export interface Area {
  name: string
  /** Of the path below `test/`. The first area that fits has the file. */
  files: RegExp
  /** What its files may take together, in seconds, each counted as long as it ran beside those of the other workers. */
  budgetSeconds: number
}

/**
 * What each area may cost at the default depth. Nothing fails when one is over its budget: the line that says so asks for a
 * look at what has grown too dear, or for a larger figure here with a reason in the commit.
 */
export const AREAS: readonly Area[] = [
  { name: 'domain', files: /^domain\//, budgetSeconds: 40 },
  { name: 'histories', files: /^cloud\/histories\//, budgetSeconds: 60 },
  { name: 'crash', files: /^cloud\/crash\//, budgetSeconds: 200 },
  { name: 'simulate', files: /^cloud\/simulate\//, budgetSeconds: 80 },
  { name: 'whole cloud', files: /^cloud\/(whole|power-cut|backup-drill)/, budgetSeconds: 80 },
  { name: 'cloud', files: /^cloud\//, budgetSeconds: 200 },
  { name: 'local-cloud', files: /^local-cloud\//, budgetSeconds: 140 },
  { name: 'app', files: /^app\//, budgetSeconds: 400 },
  { name: 'e2e', files: /^e2e\//, budgetSeconds: 420 },
  { name: 'config', files: /./, budgetSeconds: 25 },
]

export interface FileTime {
  /** Path below `test/`. */
  file: string
  seconds: number
  tests: number
}

/** A line for each area that has run: tests, seconds, budget. */
export function areaLines(times: readonly FileTime[]): string[] {
  const areaOf = ({ file }: FileTime) => AREAS.find(({ files }) => files.test(file))
  return AREAS.flatMap(area => {
    const own = times.filter(time => areaOf(time) === area)
    if (own.length === 0) return []
    const seconds = own.reduce((sum, time) => sum + time.seconds, 0)
    const tests = own.reduce((sum, time) => sum + time.tests, 0)
    const over = seconds > area.budgetSeconds ? '  over budget' : ''
    const spent = `${seconds.toFixed(1).padStart(7)} s of ${String(area.budgetSeconds).padStart(4)} s`
    return [`${area.name.padEnd(12)} ${String(tests).padStart(5)} tests ${spent}${over}`]
  })
}

/** The files that took longest. */
export function slowestLines(times: readonly FileTime[], most: number): string[] {
  return [...times]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`)
}
