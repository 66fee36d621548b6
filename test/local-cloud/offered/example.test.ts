/** The page's example and its outside process, run as they are written there. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../../local-cloud/arguments'
import { readCollections } from '../../../local-cloud/collections'
import { SettingError } from '../../../local-cloud/run'
import { ROOT } from '../host/harness'
import { blocksOf, rowsOf, testTable } from './page'

const SERVE = 'npm run serve -- '
const dir = mkdtempSync(join(tmpdir(), 'example-'))
const started: ChildProcess[] = []
let url = ''

const block = (heading: string, language: string, at = 0) => {
  const text = blocksOf(heading, language)[at]
  if (text === undefined) throw new Error(`${heading} has no block of ${language}`)
  return text
}

/** Runs a command of the page as npm does: the script in the root, its caller elsewhere. Returns the address, or the error. */
async function serve(command: string): Promise<{ url: string; errors: string; child: ChildProcess }> {
  expect(command.startsWith(SERVE)).toBe(true)
  const args = command.slice(SERVE.length).trim().split(' ')
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'config', 'tasks', 'serve.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, INIT_CWD: dir },
  })
  started.push(child)
  let errors = ''
  child.stderr?.on('data', chunk => {
    errors += chunk
  })
  const found = await new Promise<string>(resolve => {
    child.stdout?.on('data', chunk => resolve(/^Ready: (http:\S+)\/preview\/$/m.exec(String(chunk))?.[1] ?? ''))
    child.once('close', () => resolve(''))
  })
  return { url: found, errors, child }
}

beforeAll(async () => {
  mkdirSync(join(dir, 'path/to/cloudfunctions/greetings'), { recursive: true })
  writeFileSync(join(dir, 'path/to/cloudfunctions/greetings/index.js'), block('An example', 'js'))
  writeFileSync(join(dir, 'path/to/collections.json'), block('An example', 'json'))
  url = (await serve(`${block('Serve a folder of functions', 'sh').trim()} --port 0`)).url
})
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

/** A command of the page, with the port of this run. */
const here = (text: string) => text.replaceAll('http://127.0.0.1:3210', url)

it('the example has ten lines', () => {
  expect(block('An example', 'js').trim().split('\n')).toHaveLength(10)
})

it('the documented command serves it, and it answers what the page says', () => {
  const [, address = '', , header = '', , body = ''] = [...here(block('An example', 'sh')).matchAll(/'([^']*)'|(\S+)/g)]
    .map(match => match[1] ?? match[2] ?? '')
    .filter(word => word !== '')
  const answer = execFileSync(
    process.execPath,
    [
      '-e',
      `fetch(${JSON.stringify(address)}, {method: 'POST', headers: [${JSON.stringify(header.split(': '))}], body: ${JSON.stringify(body)}})
        .then(reply => reply.text()).then(text => process.stdout.write(text))`,
    ],
    { encoding: 'utf8' },
  )
  expect(JSON.parse(answer)).toEqual(JSON.parse(block('An example', 'json', 1)))
})

it('keeps its data beside the functions', () => {
  expect(existsSync(join(dir, 'path/to/.local-cloud/db/data.mdb'))).toBe(true)
})

it('an outside process reaches the database with the variables of the page', () => {
  const script = `${here(block('An SDK outside', 'sh'))}\n${process.execPath} outside.js`
  writeFileSync(join(dir, 'outside.js'), block('An SDK outside', 'js'))
  const env = { PATH: process.env.PATH, NODE_PATH: join(ROOT, 'node_modules') }
  expect(execFileSync('sh', ['-c', script], { cwd: dir, env, encoding: 'utf8' }).trim()).toBe('1')
})

const get = async (path: string) => (await fetch(url + path)).status
const post = async (path: string, body: object, headers = {}) =>
  (await fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers })).json()

testTable('Addresses', 'address', {
  'GET /healthz': async () => expect(await get('/healthz')).toBe(200),
  'POST /admin': async () => {
    const body = { action: 'database.calculateDocument', collectionName: 'greetings' }
    expect(await post('/admin', body)).toMatchObject({ data: { total: expect.any(Number) } })
  },
  'POST /invoke/<function>': async () => {
    expect(await post('/invoke/greetings', { text: 'again' }, { 'x-wx-openid': 'she' })).toEqual({
      text: 'again',
      total: 1,
    })
  },
  'POST /tick/<function>': async () => expect(await post('/tick/greetings', {})).toMatchObject({ code: 'NOT_FOUND' }),
  'GET /outbox': async () =>
    expect(await (await fetch(`${url}/outbox?openid=she`)).json()).toEqual({ ok: true, messages: [] }),
  'GET /files/<path>': async () => {
    await fetch(`${url}/files/a/b.txt`, { method: 'PUT', body: 'text' })
    expect(await (await fetch(`${url}/files/a/b.txt`)).text()).toBe('text')
    expect(await get('/files/a')).toBe(404)
    expect(await get('/files/a/%2e%2e/db')).toBe(404)
  },
  'GET /pay/<prepayment>': async () => expect(await get('/pay/none')).toBe(404),
  'POST /pay/<prepayment>': async () => {
    expect(await post('/pay/none', {}, { 'x-wx-openid': 'she' })).toEqual({ ok: true, paid: false })
  },
  'GET /preview/': async () => expect(await get('/preview/')).toBe(200),
})

describe('the command line', () => {
  it('takes the options of the page', async () => {
    const rows = rowsOf('Serve a folder of functions', 'option').map(({ name }) => name.split(' ')[0])
    expect(rows).toEqual(['--collections', '--environment', '--data', '--app', '--port', '--host'])
    const options =
      ' --collections path/to/collections.json --environment environment.json --data data --app app --port 0 --host 127.0.0.1'
    writeFileSync(join(dir, 'environment.json'), '{"AUTHOR": "somebody"}')
    const { url: other, child } = await serve(`${SERVE}path/to/cloudfunctions${options}`)
    expect(other).not.toBe('')
    expect(existsSync(join(dir, 'data/db/data.mdb'))).toBe(true)
    const gone = once(child, 'close')
    child.kill('SIGTERM')
    expect(await gone).toEqual([0, null])
  })

  it('says in one line what is wrong', async () => {
    const { url: none, errors } = await serve(`${SERVE}nowhere`)
    expect([none, errors.trim()]).toEqual(['', `There is no folder ${join(dir, 'nowhere')}.`])
  })

  it('refuses an environment that is no object of texts', async () => {
    writeFileSync(join(dir, 'wrong.json'), '{"AUTHOR": ["a"]}')
    const { errors } = await serve(`${SERVE}path/to/cloudfunctions --environment wrong.json`)
    expect(errors.trim()).toBe(`${join(dir, 'wrong.json')}: not an object of names and texts.`)
  })

  it.each([
    ['two folders', ['a', 'b'], 'One folder of functions, not 2.'],
    ['an unknown option', ['a', '--colour', 'red'], "Unknown option '--colour'"],
  ])('refuses %s', (_what, args, message) => {
    expect(() => readArguments(args)).toThrow(message)
  })

  it.each([
    ['a name that cannot be one', ['1st'], 'file: "1st" cannot be the name of a collection.'],
    ['no collections', 'a', 'file: neither a list of names of collections nor an object with "collections".'],
    [
      'an index without directions',
      { collections: { a: { indexes: [{ name: 'x', keys: ['b'] }] } } },
      'file: an index of a needs a name and keys such as [["field", 1]].',
    ],
  ])('refuses collections: %s', (_what, json, message) => {
    expect(() => readCollections(json, 'file')).toThrow(new SettingError(message))
  })
})
