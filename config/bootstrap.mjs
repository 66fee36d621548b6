/**
 * `node config/bootstrap.mjs <task>`: installs the dependencies when they are missing or out of date, then runs
 * `config/tasks/<task>.ts`. Plain JavaScript without imports from node_modules, because nothing may be there yet.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What usually sends a signal, for the terminal. */
const REASONS = {
  SIGKILL: 'the system or a person killed it; the system does that when memory runs out',
  SIGBUS: 'a file that it has open was cut off or cannot be read',
  SIGSEGV: 'a program error in native code, or a damaged file',
  SIGABRT: 'it gave up; the lines above say why',
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.installed')

function run(command, args) {
  // npm is a script on Windows, which only a shell can start.
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`Node 20 or newer is needed; this is ${process.versions.node}.\n`)
  process.exit(1)
}

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (installed !== wanted) {
  process.stdout.write('Installing dependencies …\n')
  run('npm', ['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, wanted)
}

const [task = '', ...rest] = process.argv.slice(2)
const args = ['--import', 'tsx', join(root, 'config', 'tasks', `${task}.ts`), ...rest]
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
// A terminal sends Ctrl-C to both processes; a signal to this one alone is passed on to the task.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('close', (code, signal) => {
  // Signals of a person who stops it need no explanation; a system that ends it says nothing else anywhere.
  if (signal !== null && !['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal)) {
    process.stderr.write(
      `\nnpm run ${task} was ended by the signal ${signal}: ${REASONS[signal] ?? 'its process was stopped'}.\n`,
    )
  }
  process.exit(code ?? (signal === 'SIGINT' ? 130 : 1))
})
