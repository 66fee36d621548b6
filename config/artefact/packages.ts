import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { PLATFORM } from '../platform'

const KB = 1024

/**
 * Our own limits, bytes, below the platform's: the main package is downloaded before the first screen, a sub-package before its
 * first page, also on a slow network.
 */
const MAIN_LIMIT = 700 * KB
const SUB_LIMIT = 500 * KB

export interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string; iconPath?: string; selectedIconPath?: string }[] }
}

export interface PackageSize {
  name: string
  files: number
  bytes: number
  limit: number
}

export function appConfig(dist: string): AppConfig {
  return JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as AppConfig
}

/** Folder of a sub-package, without a trailing slash. */
function rootsOf(config: AppConfig): string[] {
  return (config.subPackages ?? []).map(({ root }) => root.replace(/\/$/, ''))
}

/** Paths of all pages, including those of sub-packages. */
export function pagesOf(config: AppConfig): string[] {
  const inSubPackages = (config.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map(page => `${root.replace(/\/$/, '')}/${page}`),
  )
  return [...config.pages, ...inSubPackages]
}

/** Every file of the artefact, relative to it, with `/` between folders. */
export function filesOf(dist: string): string[] {
  return readdirSync(dist, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Sizes of the packages on disk, and their sum, each with its limit. */
export function packageSizes(dist: string): PackageSize[] {
  const roots = rootsOf(appConfig(dist))
  const files = filesOf(dist).map(path => ({ path, bytes: statSync(join(dist, path)).size }))
  const packageOf = (path: string) => roots.find(root => path.startsWith(`${root}/`)) ?? ''
  const sizeOf = (name: string, limit: number, own: typeof files): PackageSize => ({
    name,
    files: own.length,
    bytes: own.reduce((sum, file) => sum + file.bytes, 0),
    limit,
  })
  const ofPackage = (root: string) => files.filter(({ path }) => packageOf(path) === root)
  return [
    sizeOf('main package', MAIN_LIMIT, ofPackage('')),
    ...roots.map(root => sizeOf(`sub-package ${root}`, SUB_LIMIT, ofPackage(root))),
    sizeOf('all packages', PLATFORM.appPackages.most, files),
  ]
}
