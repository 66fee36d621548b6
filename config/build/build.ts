import { join } from 'node:path'
import { buildApp, type Target } from './app'
import { buildFunctions } from './functions'
import { buildOnce, hashOf } from './stamp'

const SHARED = ['domain', 'package-lock.json', 'tsconfig.json']

/** Builds what is out of date: the functions and the app for the given targets. Says what it does on standard output. */
export async function buildAll(root: string, targets: Target[]): Promise<void> {
  const dist = join(root, 'dist')
  const functions = await hashOf(root, ['cloudfunctions', 'config', ...SHARED])
  await timed('cloud functions', () =>
    buildOnce(join(dist, 'cloudfunctions'), functions, () => buildFunctions(root, join(dist, 'cloudfunctions'))),
  )
  // A build that points at a local cloud differs from one for the platform.
  const { LOCAL_CLOUD = '', CLOUD_ENV = '' } = process.env
  const app = await hashOf(root, ['src', 'config', 'babel.config.js', ...SHARED], `${LOCAL_CLOUD} ${CLOUD_ENV}`)
  for (const target of targets) {
    await timed(target, () => buildOnce(join(dist, target), app, () => buildApp(root, target)))
  }
}

async function timed(what: string, build: () => Promise<boolean>): Promise<void> {
  const started = Date.now()
  if (await build()) process.stdout.write(`Built ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
