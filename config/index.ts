import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import { minifyWithSwc } from './build/minify'
import { operatorConfig } from './build/operator'
import { productVersion } from './build/version'

const root = path.resolve(__dirname, '..')
/**
 * Code outside `src`, and packages published as modern JavaScript, that must be transpiled too. `npm run check:weapp` finds a
 * package that is missing here.
 */
const alsoTranspile = [
  path.join(root, 'domain'),
  path.join(root, 'config/weapp-aria'),
  ...['@noble', 'valibot', 'zustand'].map(name => path.join(root, 'node_modules', name)),
]

/** Addresses in a browser leave out the folder of the sub-packages: `/staff/pages/today/index`. */
function shortPaths(): Record<string, string> {
  const files = readdirSync(path.join(root, 'src/packages'), { recursive: true, encoding: 'utf8' })
  const pages = files
    .map(file => file.split(path.sep).join('/'))
    .filter(file => /^[^/]+\/pages\/[^/]+\/index\.tsx$/.test(file))
  return Object.fromEntries(
    pages.map(file => file.replace(/\.tsx$/, '')).map(page => [`/packages/${page}`, `/${page}`]),
  )
}

/**
 * Set by `npm run dev`: the folder that a watching build for the browser writes to. The local cloud serves it; nothing
 * uses Taro's own server, but webpack needs it to keep watching.
 */
const { DEV_OUTPUT } = process.env
const hash = DEV_OUTPUT ? '' : '.[contenthash:8]'
const devServer = {
  host: '127.0.0.1',
  port: 0,
  open: false,
  hot: false,
  client: false,
  devMiddleware: { writeToDisk: true },
} as const

/** What this file needs of webpack's chunks. */
interface Chunk {
  canBeInitial(): boolean
}

/** The part of the first screen, if one of these parts of the build is loaded for it, otherwise that of all the others. */
const partOf = (first: string, others: string) => (_module: unknown, chunks: Chunk[]) =>
  chunks.some(chunk => chunk.canBeInitial()) ? first : others

const cssModules = {
  enable: true,
  config: { namingPattern: 'module', generateScopedName: '[local]_[hash:base64:5]' },
}

/**
 * Build settings of the mini-program for both targets.
 *
 * Sizes are real px on both targets (`pxtransform` is off): rpx would shrink the text on narrow phones, where people
 * need it most; layouts are flexible instead.
 */
export default defineConfig({
  projectName: 'nuanfeng-yijia',
  date: '2025-7-1',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: DEV_OUTPUT ?? `dist/${process.env.TARO_ENV ?? 'h5'}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // Writing the cache costs a first build a quarter of its time; it serves those that come after.
  cache: { enable: existsSync(path.join(root, 'dist', `${process.env.TARO_ENV}.stamp`)) },
  plugins: [
    path.join(__dirname, 'weapp-aria/plugin.ts'),
    ...(DEV_OUTPUT ? [path.join(__dirname, 'dev/report.ts')] : []),
  ],
  alias: { '@domain': path.join(root, 'domain'), '@': path.join(root, 'src') },
  defineConstants: {
    // Set at build time to point a DevTools build at a local cloud; empty means WeChat's own cloud.
    LOCAL_CLOUD: JSON.stringify(process.env.LOCAL_CLOUD ?? ''),
    CLOUD_ENV: JSON.stringify(process.env.CLOUD_ENV ?? ''),
    // The build reads them from `config/notices.json`: Taro compiles only files of this folder.
    NOTICE_IDS: process.env.NOTICE_IDS ?? '{}',
    OPERATOR: operatorConfig(root),
    PRODUCT_VERSION: JSON.stringify(productVersion(root)),
  },
  mini: {
    compile: { include: alsoTranspile },
    optimizeMainPackage: { enable: true },
    // A picture inside the script would be sent to the view once for each place that shows it. Zero means the usual limit.
    imageUrlLoaderOption: { limit: 1 },
    // Every component has unique class names, so the order of the style sheets does not matter.
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain(chain, webpack) {
      minifyWithSwc(chain, 5)
      // Its module build is ES2015; the other one is ES5.
      chain.resolve.alias.set('qrcode-generator$', path.join(root, 'node_modules/qrcode-generator/dist/qrcode.js'))
      const encoder = path.join(root, 'src/platform/text-encoder.ts')
      chain.module
        .rule('withoutBigInt')
        .enforce('pre')
        .test(/@noble[\\/]hashes[\\/](?:esm[\\/])?_md\.js$/)
        .use('withoutBigInt')
        .loader(path.join(__dirname, 'build/without-big-int.cjs'))
      chain.plugin('textEncoder').use(webpack.ProvidePlugin, [{ TextEncoder: [encoder, 'TextEncoder'] }])
    },
    postcss: { pxtransform: { enable: false }, cssModules },
  },
  h5: {
    publicPath: './',
    staticDirectory: 'static',
    ...(DEV_OUTPUT ? { devServer } : {}),
    router: { mode: 'hash', customRoutes: shortPaths() },
    // Plain DOM elements instead of web components: a third of the script size, and readable for assistive technology.
    useHtmlComponents: true,
    // Scenes stand in their part of the script: one file instead of thirty, and there without a network.
    imageUrlLoaderOption: { limit: 8192 },
    compile: { include: alsoTranspile },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: `css/[name]${hash}.css`,
      chunkFilename: `css/[name]${hash}.css`,
    },
    webpackChain(chain) {
      minifyWithSwc(chain, 2017)
      // The other pages are prefetched while the first one is shown: a check-in code must open without a network.
      chain.merge({ module: { parser: { javascript: { dynamicImportPrefetch: true } } } })
      chain.module
        .rule('onlyUsedStyles')
        .enforce('pre')
        .test(/components-react[\\/]dist[\\/]index\.css$/)
        .use('onlyUsedStyles')
        .loader(path.join(__dirname, 'build/only-used-styles.cjs'))
      for (const part of ['components', 'taro-components/taro-components.css']) {
        chain.resolve.alias.set(`@tarojs/components/dist/${part}$`, path.join(__dirname, 'build/no-web-components.mjs'))
      }
      // Code and styles that several pages share are loaded once, before the first screen only what it needs.
      chain.optimization.splitChunks({
        chunks: 'all',
        cacheGroups: {
          default: false,
          styles: { name: partOf('styles', 'more-styles'), type: 'css/mini-extract', enforce: true, priority: 20 },
          // A part of their own, which no page waits for.
          scenes: { name: 'scenes', test: /ui[\\/]scene[\\/]art[\\/]/, enforce: true, priority: 15 },
          shared: { name: partOf('shared', 'more'), minChunks: 2, priority: 10, reuseExistingChunk: true },
        },
      })
    },
    output: { filename: `js/[name]${hash}.js`, chunkFilename: `js/[name]${hash}.js` },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true }, cssModules },
  },
})
