import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'

/** Files that are compiled from TypeScript at each start. */
export interface RuntimeFiles {
  /** The process of a function instance. */
  workerFile: string
  /** Folder with the preview page's script, `main.js`. */
  previewDir: string
  /** Folder with the SDKs, for functions that have no copy of their own. */
  modulesDir: string
}

/** What the platform installs for a function that names it in its `package.json`. */
const SDKS = ['wx-server-sdk', '@cloudbase/node-sdk']

/** Links the SDKs, and nothing else of this project's modules, since the platform has nothing else either. */
function linkSdks(modulesDir: string): void {
  rmSync(modulesDir, { recursive: true, force: true })
  for (const name of SDKS) {
    const link = join(modulesDir, name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), link, 'junction')
  }
}

const common: BuildOptions = { bundle: true, logLevel: 'silent' }

/**
 * Compiles them into `<dataDir>/runtime`, which takes a few milliseconds. A TypeScript loader in the worker would slow down
 * every cold start.
 */
export async function buildRuntimeFiles(dataDir: string): Promise<RuntimeFiles> {
  const runtime = join(dataDir, 'runtime')
  const workerFile = join(runtime, 'worker.cjs')
  const previewDir = join(runtime, 'preview')
  const worker = join(__dirname, 'functions', 'worker.ts')
  const page = join(__dirname, '..', 'preview', 'main.ts')
  await Promise.all([
    build({ ...common, entryPoints: [worker], outfile: workerFile, platform: 'node', target: 'node18', format: 'cjs' }),
    build({ ...common, entryPoints: [page], outdir: previewDir, target: 'es2020', format: 'iife', minify: true }),
  ])
  const modulesDir = join(runtime, 'node_modules')
  linkSdks(modulesDir)
  return { workerFile, previewDir, modulesDir }
}
