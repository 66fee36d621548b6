import { join } from 'node:path'
import { buildApp, type Target } from './app'
import { compressFolder } from './compress'
import { buildFunctions } from './functions'
import { addWorker } from './kept-build'
import { noticeIds, noticesConfig } from './notices'
import { operatorConfig } from './operator'
import { buildIfChanged, hashFiles } from './stamp'
import { releaseVersion } from './version'

const SHARED = ['domain', 'package-lock.json', 'tsconfig.json']

interface BuildOptions {
  /** Another configuration of the message templates for the mini-program: tests need template ids that WeChat could have given. */
  weappNotices?: string
}

/** Builds what is out of date: the functions and the app for the given targets. Prints what it does. */
export async function buildAll(root: string, targets: Target[], { weappNotices }: BuildOptions = {}): Promise<void> {
  const dist = join(root, 'dist')
  // The commit is not an input: an unchanged build keeps the commit at which it was made.
  const version = releaseVersion(root)
  const notices = noticesConfig(root)
  process.stdout.write('No config/notices.json: WeChat will send no messages (docs/deploy.md)\n')
  const functions = await hashFiles(root, ['cloudfunctions', 'config', ...SHARED], `${version} ${notices}`)
  await timed('cloud functions', () =>
    buildIfChanged(join(dist, 'cloudfunctions'), functions, () => buildFunctions(root, join(dist, 'cloudfunctions'))),
  )
  // A build that points at a local cloud differs from one for the platform.
  const { LOCAL_CLOUD = '', CLOUD_ENV = '' } = process.env
  const settings = `${LOCAL_CLOUD} ${CLOUD_ENV} ${version} ${operatorConfig(root)}`
  const app = await hashFiles(root, ['src', 'config', 'babel.config.js', ...SHARED], settings)
  // Each is a process of its own that uses one core most of the time.
  const built = targets.map(target => {
    // The browser imitates the prompt and needs no ids.
    const env = target === 'weapp' ? { NOTICE_IDS: noticeIds(root, weappNotices) } : {}
    const inputs = `${app} ${env.NOTICE_IDS ?? ''}`
    return timed(target, () => buildIfChanged(join(dist, target), inputs, () => build(root, target, env)))
  })
  for (const result of await Promise.allSettled(built)) if (result.status === 'rejected') throw result.reason
}

async function build(root: string, target: Target, env: NodeJS.ProcessEnv): Promise<void> {
  await buildApp(root, target, env)
  // Only a browser loads the files one by one, and keeps them only when it is told to.
  if (target !== 'h5') return
  await addWorker(root, join(root, 'dist', target))
  await compressFolder(join(root, 'dist', target))
}

async function timed(what: string, build: () => Promise<boolean>): Promise<void> {
  const started = Date.now()
  if (await build()) process.stdout.write(`Built ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
