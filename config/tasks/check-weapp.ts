import { join } from 'node:path'
import { ECMASCRIPT, OLDEST_BASE_LIBRARY } from '../artefact/base-library'
import { compileOfficially } from '../artefact/official'
import { packageSizes } from '../artefact/packages'
import { danglingReferences } from '../artefact/references'
import { tooNewCode } from '../artefact/syntax'
import { buildAll } from '../build/build'

/**
 * `npm run check:weapp`: builds the mini-program if it is out of date and checks the artefact as it would be uploaded:
 * sizes, references, and a compilation by the official toolchain. Exits with 1 when anything is wrong.
 */
const root = join(__dirname, '..', '..')
const dist = join(root, 'dist', 'weapp')
const KB = 1024

let problems = 0

function line(ok: boolean, what: string, found: string): void {
  if (!ok) problems++
  process.stdout.write(`${ok ? '✓' : '✗'} ${what.padEnd(28)} ${found}\n`)
}

async function main(): Promise<void> {
  await buildAll(root, ['weapp'])
  for (const { name, files, bytes, limit } of packageSizes(dist)) {
    const size = `${(bytes / KB).toFixed(1)} KB`
    line(bytes <= limit, name, `${size.padStart(10)} of ${limit / KB} KB in ${files} files`)
  }
  const tooNew = tooNewCode(dist)
  line(
    tooNew.length === 0,
    `base library ${OLDEST_BASE_LIBRARY}`,
    tooNew.length === 0 ? `all files are ES${ECMASCRIPT}` : '',
  )
  for (const fault of tooNew) process.stdout.write(`    ${fault}\n`)
  const dangling = danglingReferences(dist)
  line(dangling.length === 0, 'pages, modules, pictures', dangling.length === 0 ? 'all there' : '')
  for (const reference of dangling) process.stdout.write(`    ${reference}\n`)
  try {
    line(true, 'official compilation', `${compileOfficially(root, dist)} files came out`)
  } catch (error) {
    line(false, 'official compilation', error instanceof Error ? error.message : String(error))
  }
  process.exitCode = problems === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
