import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version in package.json. */
export function releaseVersion(root: string): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
}

/**
 * The version that a build carries: `0.1.0+1b99b0f`, with `-dirty` when something was not committed. The release alone where
 * there is no git, or the folder is no repository of its own.
 */
export function productVersion(root: string): string {
  const release = releaseVersion(root)
  if (!existsSync(join(root, '.git'))) return release
  // Without tags: the release is already in front.
  const args = ['describe', '--always', '--dirty', '--abbrev=7', '--exclude=*']
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? `${release}+${stdout.trim()}` : release
}
