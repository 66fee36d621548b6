import { execFileSync } from 'node:child_process'
import { ROOT } from './run'

/** Branches that changes are compared with, the first that is there. */
const TRUNKS = ['main', 'origin/main']

function git(...args: string[]): string[] {
  const text = execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return text.split('\n').filter(line => line !== '')
}

function mergeBase(trunk: string): string | undefined {
  try {
    return git('merge-base', 'HEAD', trunk)[0]
  } catch {
    return undefined
  }
}

/**
 * What differs from the trunk, committed or not, new files included; on the trunk itself, what is not committed. Paths from
 * the root; what was deleted is left out.
 */
export function changedFiles(): string[] {
  const base = TRUNKS.map(mergeBase).find(found => found !== undefined) ?? 'HEAD'
  const changed = git('diff', '--name-only', '--diff-filter=d', base)
  const added = git('ls-files', '--others', '--exclude-standard')
  return [...new Set([...changed, ...added])].sort()
}
