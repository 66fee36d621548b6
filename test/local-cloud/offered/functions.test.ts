/** Functions of other projects, as the page describes them: plain folders that nobody has bundled. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { LocalCloud } from '../../../local-cloud/host/options'
import { startLocalCloud } from '../../../local-cloud/host/start'
import { SCHEMA, until } from '../host/harness'
import { testTable } from './page'

const dir = mkdtempSync(join(tmpdir(), 'other-'))
const lines: string[] = []
let cloud: LocalCloud

/** What SDKs do that know no address but the vendor's. */
const OLDER = `
  const http = require('http')
  const https = require('https')
  const ask = (send, ...to) => new Promise((resolve, reject) => {
    const request = send(...to, reply => {
      let text = ''
      reply.on('data', part => (text += part))
      reply.on('end', () => resolve(JSON.parse(text)))
    })
    request.on('error', reject)
    request.end(JSON.stringify({ action: 'database.countDocument', collectionName: 'notes' }))
  })
  exports.main = async () => {
    const headers = { Host: 'tcb-admin.tencentyun.com', 'content-type': 'application/json' }
    return [
      await ask(http.request, { host: 'tcb-admin.tencentyun.com', port: 80, path: '/admin?seqId=1', method: 'POST', headers }),
      await ask(https.request, 'https://tcb-open.tencentcloudapi.com/admin?', { method: 'POST', agent: https.globalAgent }),
      await ask(http.request, new URL(process.env.HERE), { method: 'POST' }).catch(error => error.code),
    ]
  }`

const FILES = {
  'plain/index.js': `
    const served = { count: 0 }
    exports.main = async (event, context) => ({ event, name: context.function_name, served: ++served.count })`,
  'callback/index.js': `
    exports.main = (event, context, callback) => {
      setTimeout(() => (event.fail ? callback(new Error('as asked')) : callback(null, { text: event.text })), 1)
    }`,
  'root/index.js': `const { greet } = require('lib/words'); exports.main = async () => greet('root')`,
  'root/lib/words.js': `exports.greet = name => 'hello ' + name`,
  'own/index.js': `const words = require('words'); exports.main = async () => words.text`,
  'own/node_modules/words/index.js': `exports.text = require('inner')`,
  'own/node_modules/inner/index.js': `module.exports = 'a package of the function'`,
  'sdk/index.js': `
    const cloud = require('wx-server-sdk')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    exports.main = async () => cloud.getWXContext().OPENID`,
  'above/index.js': `exports.main = async () => require('shared')`,
  'broken/index.js': `require('shared'); exports.main = async () => 'never'`,
  'node_modules/shared/index.js': `module.exports = 'is not deployed with the function'`,
  'here/index.js': `
    const { readFileSync } = require('fs')
    exports.main = async () => [readFileSync('data.txt', 'utf8'), process.env.USER_CODE_ROOT === process.cwd() + '/']`,
  'here/data.txt': 'data of the function',
  'slow/index.js': `exports.main = async () => new Promise(resolve => setTimeout(resolve, 60000))`,
  'slow/config.json': '{"timeout": 1, "permissions": {"openapi": []}}',
  'sender/index.js': `
    const cloud = require('wx-server-sdk')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    exports.main = async ({ pad, ...message }) => cloud.openapi.subscribeMessage.send(message)`,
  'large/index.js': `exports.main = async ({ size }) => 'x'.repeat(size)`,
  'timer/index.js': `exports.main = async event => event.TriggerName`,
  'timer/config.json': '{"triggers": [{"name": "nightly", "type": "timer", "config": "0 0 2 * * * *"}]}',
  'talk/index.js': `
    exports.main = async () => {
      console.log('said', { a: 1 })
      console.__baseLog__({ by: 'a logger' }, 'error')
    }`,
  'unfinished/index.js': `require('./config'); exports.main = async () => 'never'`,
  'places/index.js': `exports.main = async () => [process.env.AUTHOR, process.env.LIMIT, process.env.TZ]`,
  'places/config.json': '{"envVariables": {"LIMIT": 5, "TZ": "Asia/Shanghai"}}',
  'older/index.js': OLDER,
}

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    const file = join(dir, 'functions', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  cloud = await startLocalCloud({
    port: 0,
    dataDir: join(dir, 'data'),
    functionsDir: join(dir, 'functions'),
    schema: SCHEMA,
    environment: { AUTHOR: 'of every function', HERE: 'http://127.0.0.1:1/admin' },
    log: line => lines.push(line),
  })
})
afterAll(async () => {
  await cloud.close()
  rmSync(dir, { recursive: true })
})

const run = (name: string, event = {}) => cloud.invoke(name, event, 'somebody')

testTable('A function', '', {
  async 'exports.main'() {
    expect(await run('plain', { a: 1 })).toMatchObject({ event: { a: 1 }, name: 'plain' })
  },
  async event() {
    const { event } = (await run('plain', { a: 1, tcbContext: 'forged' })) as { event: object }
    expect(event).toEqual({ a: 1, tcbContext: {}, userInfo: { appId: expect.any(String), openId: 'somebody' } })
  },
  async callback() {
    expect(await run('callback', { text: 'called back' })).toEqual({ text: 'called back' })
    await expect(run('callback', { fail: true })).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
  },
  async 'require from the root'() {
    expect(await run('root')).toBe('hello root')
  },
  async 'own packages'() {
    expect(await run('own')).toBe('a package of the function')
  },
  async 'wx-server-sdk'() {
    expect(await run('sdk')).toBe('somebody')
  },
  async 'packages of other folders'() {
    await expect(run('above')).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
    await expect(run('broken')).rejects.toMatchObject({
      code: 'FUNCTION_LOAD_FAILED',
      message: 'broken requires shared, which is not in its folder: install its packages there.',
    })
    await expect(run('unfinished')).rejects.toMatchObject({
      code: 'FUNCTION_LOAD_FAILED',
      message: 'unfinished requires the file ./config, which does not exist; see the log.',
    })
  },
  async 'working directory'() {
    expect(await run('here')).toEqual(['data of the function', true])
  },
  async environment() {
    expect(await run('places')).toEqual(['of every function', '5', 'Asia/Shanghai'])
  },
  async 'older SDKs'() {
    const [plain, encrypted, elsewhere] = (await run('older')) as object[]
    expect(plain).toMatchObject({ data: { total: 0 } })
    expect(encrypted).toMatchObject({ data: { total: 0 } })
    expect(elsewhere).toBe('ECONNREFUSED')
  },
  async 'one call at a time'() {
    const first = (await run('plain')) as { served: number }
    const second = (await run('plain')) as { served: number }
    expect(second.served).toBe(first.served + 1)
  },
  async timeout() {
    await expect(run('slow')).rejects.toMatchObject({ code: 'FUNCTION_TIME_LIMIT' })
  },
  async permissions() {
    const message = { touser: 'o', templateId: 't', data: { thing1: { value: '课' } } }
    await expect(run('sender', message)).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
    expect(lines.some(line => line.includes('-604101'))).toBe(true)
  },
  async sizes() {
    await expect(run('plain', { pad: 'x'.repeat(101 * 1024) })).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    await expect(run('large', { size: 7 * 1024 * 1024 })).rejects.toMatchObject({ code: 'FUNCTION_RESULT_INVALID' })
    expect(await run('large', { size: 1024 * 1024 })).toHaveLength(1024 * 1024)
  },
  async triggers() {
    expect(await cloud.tick('timer')).toBe('nightly')
  },
  async console() {
    await run('talk')
    await until(() => lines.some(line => JSON.parse(line).text === 'said { a: 1 }'))
    await until(() => lines.some(line => JSON.parse(line).text === "{ by: 'a logger' }"))
  },
})
