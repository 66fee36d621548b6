import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type AppConfig, appConfig, filesOf, pagesOf } from './packages'

const PAGE_PARTS = ['js', 'json', 'wxml']
/** Matches a value of app.json that stands for one of theme.json. */
const THEMED = /"@(\w+)"/g
const REQUIRE = /\brequire\((["'])([^"']+)\1\)/g
/** Matches a path to a picture in a string of bundled code. */
const PICTURE = /["'(]\/?([\w@./-]+\.(?:svg|png|jpe?g|gif|webp))["')]/g

/** Returns what the artefact refers to but does not contain, one line each. The official compiler misses most of it. */
export function danglingReferences(dist: string): string[] {
  const config = appConfig(dist)
  const files = new Set(filesOf(dist))
  const read = (path: string) => readFileSync(join(dist, path), 'utf8')
  const scripts = [...files].filter(path => path.endsWith('.js'))
  const styles = [...files].filter(path => path.endsWith('.wxss'))
  return [
    ...missingParts(config, files),
    ...missingIcons(config, files),
    ...missingColours(read('app.json'), files.has('theme.json') ? read('theme.json') : '{}'),
    ...scripts.flatMap(path => missingModules(path, read(path), files)),
    ...[...scripts, ...styles].flatMap(path => missingPictures(path, read(path), files)),
  ]
}

function missingParts(config: AppConfig, files: Set<string>): string[] {
  return pagesOf(config).flatMap(page =>
    PAGE_PARTS.map(part => `${page}.${part}`)
      .filter(path => !files.has(path))
      .map(path => `app.json names the page ${page}, but ${path} is not there`),
  )
}

function missingIcons(config: AppConfig, files: Set<string>): string[] {
  const icons = (config.tabBar?.list ?? []).flatMap(tab => [tab.iconPath, tab.selectedIconPath])
  return icons
    .filter(icon => icon !== undefined)
    .filter(icon => !files.has(icon))
    .map(icon => `app.json names the icon ${icon}, which is not there`)
}

function missingColours(config: string, colours: string): string[] {
  const theme = JSON.parse(colours) as Partial<Record<'light' | 'dark', Record<string, string>>>
  return [...config.matchAll(THEMED)].flatMap(([, name = '']) =>
    (['light', 'dark'] as const)
      .filter(scheme => !theme[scheme]?.[name])
      .map(scheme => `app.json names the colour ${name}, which theme.json does not have for ${scheme}`),
  )
}

function missingModules(script: string, source: string, files: Set<string>): string[] {
  return [...source.matchAll(REQUIRE)]
    .map(([, , wanted = '']) => wanted)
    .filter(wanted => {
      const path = wanted.startsWith('/') ? wanted.slice(1) : posix.join(posix.dirname(script), wanted)
      return ![path, `${path}.js`, `${path}/index.js`].some(candidate => files.has(candidate))
    })
    .map(wanted => `${script} requires ${wanted}, which is not there`)
}

function missingPictures(path: string, source: string, files: Set<string>): string[] {
  return [...source.matchAll(PICTURE)]
    .map(([, picture = '']) => picture)
    .filter(picture => !files.has(posix.normalize(picture)) && !files.has(posix.join(posix.dirname(path), picture)))
    .map(picture => `${path} shows ${picture}, which is not there`)
}
