import { join } from 'node:path'
import { buildApp, type Target } from './app'
import { buildFunctions } from './functions'
import { buildIfChanged, hashFiles } from './stamp'
import { releaseVersion } from './version'

const SHARED = ['domain', 'package-lock.json', 'tsconfig.json']

/** Builds what is out of date: the functions and the app for the given targets. Prints what it does. */
export async function buildAll(root: string, targets: Target[]): Promise<void> {
  const dist = join(root, 'dist')
  // The commit is not an input: an unchanged build keeps the commit at which it was made.
  const version = releaseVersion(root)
  const functions = await hashFiles(root, ['cloudfunctions', 'config', ...SHARED], version)
  await timed('cloud functions', () =>
    buildIfChanged(join(dist, 'cloudfunctions'), functions, () => buildFunctions(root, join(dist, 'cloudfunctions'))),
  )
  // A build that points at a local cloud differs from one for the platform.
  const { LOCAL_CLOUD = '', CLOUD_ENV = '' } = process.env
  const settings = `${LOCAL_CLOUD} ${CLOUD_ENV} ${version}`
  const app = await hashFiles(root, ['src', 'config', 'babel.config.js', ...SHARED], settings)
  for (const target of targets) {
    await timed(target, () => buildIfChanged(join(dist, target), app, () => buildApp(root, target)))
  }
}

async function timed(what: string, build: () => Promise<boolean>): Promise<void> {
  const started = Date.now()
  if (await build()) process.stdout.write(`Built ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
