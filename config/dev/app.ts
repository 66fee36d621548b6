import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What the watching build reports after each run; `failure` is the compiler's output. */
export interface AppBuild {
  ms: number
  failure: string | null
}

/**
 * Builds the app for the browser, and again after every change, until this process ends. Taro runs in a separate process,
 * whose configuration writes to `outDir` and reports each build (`config/dev/report.ts`).
 */
export function watchApp(root: string, outDir: string, onBuild: (build: AppBuild) => void): void {
  const cli = join(root, 'node_modules', '@tarojs', 'cli', 'bin', 'taro')
  const child = spawn(process.execPath, [cli, 'build', '--type', 'h5', '--watch'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development', DEV_OUTPUT: outDir },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-64 * 1024)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.on('message', message => onBuild(message as AppBuild))
  child.on('close', code => {
    onBuild({ ms: 0, failure: `${output}\ntaro build --watch ended with code ${code}; start again to go on` })
  })
}
