/** The local cloud as a process of its own, as `npm start` runs it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from './harness'

export interface Started {
  child: ChildProcess
  /** Base address once it is ready; undefined when it ended instead. */
  url: string | undefined
  /** What it has said on its error output until then. */
  errors: string
  code: number | null
}

const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

/** Waits for the ready line of a process, or for its end. */
export async function untilReady(child: ChildProcess): Promise<Started> {
  running.push(child)
  let errors = ''
  child.stderr?.on('data', chunk => {
    errors += chunk
  })
  const url = await new Promise<string | undefined>(resolve => {
    child.stdout?.on('data', chunk => {
      const ready = /^Ready: (http:\S+)\/preview\/$/m.exec(String(chunk))
      if (ready) resolve(ready[1])
    })
    child.once('close', () => resolve(undefined))
  })
  return { child, url, errors, code: child.exitCode }
}

/** Starts it; with `limit`, no file of its may grow over that many kilobytes, as on a full disk. */
export function startMain(env: Record<string, string>, limit?: number): Promise<Started> {
  const main = ['--import', 'tsx', join(ROOT, 'local-cloud', 'main.ts')]
  const options = { cwd: ROOT, env: { PATH: process.env.PATH, PORT: '0', ...env } }
  if (limit === undefined) return untilReady(spawn(process.execPath, main, options))
  const script = `ulimit -S -f ${limit * 2}; exec "$0" "$@"`
  return untilReady(spawn('sh', ['-c', script, process.execPath, ...main], options))
}

/** Sends a signal and waits for the end; returns the exit code. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const gone = once(child, 'close')
  child.kill(signal)
  const [code] = await gone
  return code
}
