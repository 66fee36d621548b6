import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build, context, type OutputFile } from 'esbuild'
import { FUNCTION_BUNDLE, FUNCTIONS, functionConstants } from '../build/functions'

/** Largest part of every bundle, and not edited in this project: bundled once, so that a rebuild takes milliseconds. */
const SDK = 'wx-server-sdk'

/** Function bundles that are kept in memory and rebuilt after a change. */
export interface FunctionBuilds {
  /** Builds what is out of date; returns the functions whose bundle has changed. Rejects when a source does not compile. */
  rebuild(): Promise<string[]>
  /** Stops the compiler; without this call the process does not exit. */
  close(): Promise<void>
}

/** Prepares unminified bundles with source maps in `outDir`; they are written by the first `rebuild`. */
export async function openFunctionBuilds(root: string, outDir: string): Promise<FunctionBuilds> {
  const source = join(root, 'cloudfunctions')
  const tsconfig = join(root, 'tsconfig.json')
  await rm(outDir, { recursive: true, force: true })
  for (const name of FUNCTIONS) {
    await mkdir(join(outDir, name), { recursive: true })
    await cp(join(source, name, 'config.json'), join(outDir, name, 'config.json'))
  }
  const sdk = join(outDir, 'node_modules', SDK, 'index.js')
  await build({ ...FUNCTION_BUNDLE, entryPoints: [SDK], absWorkingDir: root, outfile: sdk })
  const builds = await context({
    ...FUNCTION_BUNDLE,
    minify: false,
    sourcemap: true,
    write: false,
    external: [SDK],
    define: functionConstants(root),
    entryPoints: FUNCTIONS.map(name => join(source, name, 'index.ts')),
    outbase: source,
    outdir: outDir,
    tsconfig,
  })
  const written = new Map<string, string>()
  return {
    rebuild: async () => {
      const { outputFiles } = await builds.rebuild()
      const changed = outputFiles.filter(({ path, hash }) => written.get(path) !== hash)
      for (const file of changed.sort(mapsFirst)) {
        await replace(file)
        written.set(file.path, file.hash)
      }
      return [...new Set(changed.map(({ path }) => basename(dirname(path))))]
    },
    close: () => builds.dispose(),
  }
}

/** Loading a bundle loads its source map too. */
function mapsFirst(a: OutputFile, b: OutputFile): number {
  return Number(a.path.endsWith('.js')) - Number(b.path.endsWith('.js'))
}

/** Replaces the file atomically, so that no partly written file is loaded. */
async function replace({ path, contents }: OutputFile): Promise<void> {
  await writeFile(`${path}.new`, contents)
  await rename(`${path}.new`, path)
}
