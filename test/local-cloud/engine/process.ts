/** Starting and killing the child process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

export interface Child {
  pid: number
  /** Lines printed so far. */
  lines: string[]
  /** Resolves when some line satisfies the test, or rejects when the child ends before. */
  said(test: (line: string, count: number) => boolean): Promise<string>
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
}

export function startChild(...args: string[]): Child {
  const script = join(__dirname, 'child.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  running.add(child)
  const gone = once(child, 'exit').then(() => running.delete(child))
  const lines: string[] = []
  const listeners = new Set<(line: string) => void>()
  const reader = createInterface({ input: child.stdout })
  reader.on('line', line => {
    lines.push(line)
    for (const listener of listeners) listener(line)
  })
  const closed = once(reader, 'close')
  return {
    pid: child.pid ?? 0,
    lines,
    said: test =>
      new Promise((resolve, reject) => {
        const found = lines.find((line, i) => test(line, i + 1))
        if (found !== undefined) return resolve(found)
        listeners.add(line => {
          if (test(line, lines.length)) resolve(line)
        })
        closed.then(() => reject(new Error(`child ended after: ${lines.slice(-3).join(' | ')}`)))
      }),
    async kill() {
      child.kill('SIGKILL')
      await gone
      await closed
    },
  }
}
