import { join } from 'node:path'
import { type Engine, EngineError } from '../engine/engine'
import { openEngine } from '../engine/open'
import { createProtocol } from '../protocol/create'
import { Admin, recordExamined } from './admin'
import { HostError, StartError } from './errors'
import { listFunctions, type TimerTrigger } from './functions/catalog'
import { Functions } from './functions/functions'
import { type Caller, requireOpenid } from './functions/identity'
import type { InstanceHost } from './functions/instance'
import { newInvocation } from './functions/invocation'
import { Reloads } from './http/reloads'
import { createRoutes } from './http/routes'
import { createHttpServer, listen } from './http/server'
import type { LocalCloud, LocalCloudOptions } from './options'
import { Outbox, withOutbox } from './outbox'
import { PayDesk, withTrades } from './pay/desk'
import { buildRuntimeFiles } from './runtime-files'
import { CloudFiles } from './storage/files'
import { changeSwitches, type Fault, type Switches } from './switches'
import { startTimers, timerEvent } from './timers'

const LOOPBACK = '127.0.0.1'

/** One instance, so that its debugger's port is known; whoever calls waits as long as somebody thinks. */
const LIMITS_AT_A_BREAKPOINT = { maxInstances: 1, maxWaitMs: 2 ** 31 - 1, idleMs: Number.POSITIVE_INFINITY }

/** How instances differ while code is being written. */
function debugging({ development, functionsDir }: LocalCloudOptions): Pick<InstanceHost, 'nodeFlags' | 'timeLimits'> {
  if (!development) return {}
  const { inspectPort } = development
  if (inspectPort === undefined) return { nodeFlags: () => ['--enable-source-maps'] }
  const portOf = (fn: string) => inspectPort + listFunctions(functionsDir).findIndex(({ name }) => name === fn)
  return { nodeFlags: fn => ['--enable-source-maps', `--inspect=${LOOPBACK}:${portOf(fn)}`], timeLimits: false }
}

async function open(options: LocalCloudOptions, now: () => number): Promise<Engine> {
  try {
    return await openEngine({ dir: join(options.dataDir, 'db'), schema: withTrades(withOutbox(options.schema)), now })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.code === 'DAMAGED') {
      throw new StartError(
        'DATA_DAMAGED',
        `${error.message}. Nothing was changed. Restore a backup into another folder, or move this one away to start anew.`,
      )
    }
    if (error.code !== 'IN_USE') throw error
    throw new StartError(
      'DATA_DIR_IN_USE',
      `The data folder ${options.dataDir} is in use by another local cloud. Stop it or set DATA_DIR to another folder.`,
    )
  }
}

/** Starts a cloud on this machine; resolves when it serves requests. Throws `StartError`. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const log = options.log ?? (line => void process.stdout.write(`${line}\n`))
  const host = options.host ?? LOOPBACK
  let switches: Switches = { latencyMs: 0, clockOffsetMs: 0 }
  const now = () => Date.now() + switches.clockOffsetMs
  let port = 0
  const address = () => `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  // Instances run on this machine and use loopback even when the cloud listens on all interfaces.
  const localAddress = () =>
    `http://${host === '0.0.0.0' || host === '::' ? LOOPBACK : new URL(address()).hostname}:${port}`

  const engine = await open(options, now)
  const undo: (() => unknown)[] = [() => engine.close()]
  /** Undoes the start in reverse order. */
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const [files] = await Promise.all([buildRuntimeFiles(options.dataDir), options.prepare?.(engine)])
    const functions = new Functions(
      options.functionsDir,
      {
        workerFile: files.workerFile,
        modulesDir: files.modulesDir,
        adminUrl: () => `${localAddress()}/admin`,
        log,
        ...(options.environment ? { environment: options.environment } : {}),
        ...debugging(options),
        ...(options.timeLimits === false ? { timeLimits: false } : {}),
        ...(options.testSwitches ? { clock: { offsetMs: () => switches.clockOffsetMs } } : {}),
      },
      {
        maxInstances: options.maxInstances ?? 6,
        maxQueue: options.maxQueue ?? 1000,
        maxWaitMs: options.maxWaitMs ?? 30_000,
        idleMs: options.idleMs ?? 120_000,
        ...(options.development?.inspectPort === undefined ? {} : LIMITS_AT_A_BREAKPOINT),
      },
      options.defaultTimeoutS,
    )
    undo.push(() => functions.close())
    const outbox = new Outbox(engine, now)
    const protocol = createProtocol({ engine, now, onCall: recordExamined })
    const cloudFiles = new CloudFiles(join(options.dataDir, 'files'))
    const storage = { files: cloudFiles, address: localAddress }
    const pay = new PayDesk(engine, functions, now, log)
    const openApi = { outbox, templates: options.templates ?? {}, refusedWords: options.refusedWords ?? [] }
    const admin = new Admin({ protocol, functions, openApi, pay: pay.platform, storage, switches: () => switches })

    const run = async (fn: string, caller: Caller, event: Record<string, unknown>, fault?: Fault): Promise<unknown> =>
      JSON.parse(await functions.run(newInvocation(fn, caller, event, fault)))
    const runTrigger = (fn: string, trigger: TimerTrigger, fault?: Fault) =>
      run(fn, { kind: 'timer' }, timerEvent(trigger, now()), fault)
    const tick = async (fn: string, fault?: Fault) => {
      const [trigger] = functions.pool(fn).definition.triggers
      if (!trigger) throw new HostError('NOT_FOUND', 'That function has no timer.')
      return runTrigger(fn, trigger, fault)
    }
    const control = (change: Record<string, unknown>) => {
      if (!options.testSwitches) throw new HostError('NOT_FOUND', 'Test switches are off.')
      switches = changeSwitches(switches, change)
      functions.setClock(switches.clockOffsetMs)
      return switches
    }

    const reloads = options.development ? new Reloads() : undefined
    const routes = createRoutes({
      admin,
      functions,
      outbox,
      files: cloudFiles,
      pay,
      tick,
      checkWritable: () => engine.checkWritable(),
      personas: options.personas ?? [],
      templates: openApi.templates,
      links: options.links ?? [],
      previewDir: files.previewDir,
      ...(options.webDir === undefined ? {} : { webDir: options.webDir }),
      ...(reloads ? { reloads } : {}),
      ...(options.testSwitches ? { control } : {}),
    })
    const reload = () => {
      if (!reloads) throw new HostError('NOT_FOUND', 'This cloud was not started for development.')
      reloads.send()
    }
    const server = createHttpServer(routes, host === LOOPBACK, log)
    port = await listen(server, options.port, host)
    undo.push(() => {
      server.close()
      server.closeAllConnections()
    })
    if (options.timers !== false) undo.push(startTimers(functions.definitions(), runTrigger, log))
    return {
      url: address(),
      port,
      engine,
      invoke: async (fn, event, openid, extra = {}) => {
        const { unionid, fault } = extra
        const identity = { openid: requireOpenid(openid), ...(unionid === undefined ? {} : { unionid }) }
        return run(fn, { kind: 'client', ...identity }, event, fault)
      },
      tick,
      outbox: openid => outbox.list(openid),
      stats: () => ({ functions: functions.stats() }),
      recycle: fn => functions.recycle(fn),
      reload,
      control: change => control({ ...change }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
