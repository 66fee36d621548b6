import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { build } from 'esbuild'
import { WORKER_FILE } from '../../src/platform/kept-build/names'

/** What is for servers and people: compressed copies, licences, source maps. */
const NOT_KEPT = /\.(?:br|map|txt)$/

/** Adds the worker that keeps this build of the app on the device (`src/platform/kept-build`). Nothing may change in it then. */
export async function addWorker(root: string, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && !NOT_KEPT.test(entry.name) && entry.name !== WORKER_FILE)
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort()
  const version = createHash('sha256')
  for (const file of files) version.update(file).update(await readFile(join(folder, file)))
  const index = createHash('sha256')
    .update(await readFile(join(folder, 'index.html')))
    .digest('hex')
  await build({
    entryPoints: [join(root, 'src/platform/kept-build/worker.h5.ts')],
    outfile: join(folder, WORKER_FILE),
    bundle: true,
    minify: true,
    target: 'es2018',
    logLevel: 'warning',
    define: { KEPT_BUILD: JSON.stringify({ version: version.digest('hex').slice(0, 16), index, files }) },
  })
}
