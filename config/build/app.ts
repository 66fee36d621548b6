import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type Target = 'h5' | 'weapp'

/** Builds the mini-program for a target with Taro; its output is shown only when it fails. */
export async function buildApp(root: string, target: Target, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const cli = join(root, 'node_modules', '@tarojs', 'cli', 'bin', 'taro')
  // With the usual small space for new objects, a fifth of the time would be garbage collection.
  const child = spawn(process.execPath, ['--max-semi-space-size=64', cli, 'build', '--type', target], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  // Taro exits with 0 after a failed compilation; only its output shows the failure.
  if (code !== 0 || /Failed to compile|编译失败|ERROR in/i.test(output)) {
    throw new Error(`taro build --type ${target} failed\n${output}`)
  }
}
