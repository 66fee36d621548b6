import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(__dirname, '..', '..', '..')

/** A cloud in its own process, which can be killed as by a power cut. */
export interface CloudProcess {
  url: string
  /** SIGKILL: no clean-up, no flush. Resolves when the process is gone. */
  kill: () => Promise<void>
}

/** Starts the one-machine cloud on a data folder; resolves when it is ready. */
export async function startCloudProcess(dataDir: string): Promise<CloudProcess> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'local-cloud', 'main.ts')], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  for await (const line of lines) {
    const url = /^Ready: (http:\/\/[^/]+)/.exec(line)?.[1]
    if (url) return { url, kill: () => kill(child) }
  }
  throw new Error('the cloud ended before it was ready')
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
