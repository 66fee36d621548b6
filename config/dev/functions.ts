import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build, context, type OutputFile } from 'esbuild'
import { FUNCTION_BUNDLE, FUNCTIONS, functionConstants } from '../build/functions'

/** Largest part of every bundle, and never edited here: it is bundled once, so that a change is rebuilt in milliseconds. */
const SDK = 'wx-server-sdk'

/** Bundles of the functions that are kept in memory and built anew at a change. */
export interface FunctionBuilds {
  /** Builds what is out of date; answers the functions whose bundle has changed. Rejects when a source does not compile. */
  rebuild(): Promise<string[]>
  /** Ends the compiler; without it the process goes on. */
  close(): Promise<void>
}

/** Prepares readable bundles with source maps in `outDir`; no function is there before the first `rebuild`. */
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

/** Whoever loads a bundle looks for its map. */
function mapsFirst(a: OutputFile, b: OutputFile): number {
  return Number(a.path.endsWith('.js')) - Number(b.path.endsWith('.js'))
}

/** In one step, so that nobody loads half a file. */
async function replace({ path, contents }: OutputFile): Promise<void> {
  await writeFile(`${path}.new`, contents)
  await rename(`${path}.new`, path)
}
