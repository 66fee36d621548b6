/** Deployments against a stand-in of the vendor's tool, which records what they change. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deploy } from '../../../config/deploy/deploy'
import { loadManager, type MiniprogramCi } from '../../../config/deploy/tools'
import { uploadTrial } from '../../../config/deploy/upload'
import { wantedState } from '../../../config/deploy/wanted'
import { PLATFORM } from '../../../config/platform'
import { SettingError } from '../../../local-cloud/run'
import { StandIn } from './stand-in'

const ROOT = join(__dirname, '..', '..', '..')
const functionsDir = join(ROOT, 'dist', 'cloudfunctions')
const ID_SECRET = 'a-secret-that-ids-are-derived-with-0123456789'
const SECRETS = [ID_SECRET, 'AKID-of-the-operator', 'key-of-the-operator']
const wanted = wantedState(functionsDir, { version: '1.0.0' })

let lines: string[] = []
let uploads: string[] = []
beforeEach(() => {
  lines = []
  uploads = []
})

const run = (
  manager: StandIn | null,
  options: { planOnly?: boolean; idSecret?: string | null; secrets?: string[] } = {},
) =>
  deploy({
    envId: 'city',
    wanted,
    manager,
    functionsDir,
    uploadApp: async version => uploads.push(version),
    idSecret: ID_SECRET,
    planOnly: false,
    say: line => lines.push(line),
    secrets: SECRETS,
    ...options,
  })

async function deployed(): Promise<StandIn> {
  const cloud = new StandIn()
  await run(cloud)
  cloud.changes.length = 0
  lines = []
  uploads = []
  return cloud
}

test('a new environment gets collections for functions only, indexes, functions, the trigger and the trial version', async () => {
  const cloud = new StandIn()
  await run(cloud)
  expect([...cloud.collections.keys()]).toEqual(wanted.collections.map(({ name }) => name))
  for (const { acl } of cloud.collections.values()) expect(acl).toBe('ADMINONLY')
  expect(cloud.collection('centres').indexes).toContainEqual({
    Name: 'location',
    Keys: [{ Name: 'location', Direction: '2dsphere' }],
  })
  expect(cloud.function('timer')).toMatchObject({
    func: { timeout: 60, memorySize: 256, envVariables: { ID_SECRET } },
    triggers: [{ name: 'minute', type: 'timer', config: '0 */1 * * * * *' }],
  })
  expect(cloud.function('resident')).toMatchObject({ func: { timeout: 20, envVariables: { ID_SECRET } }, triggers: [] })
  expect(uploads).toEqual(['1.0.0'])
})

test('the variables of each function fit into what the platform keeps for it', async () => {
  const cloud = await deployed()
  for (const { func } of cloud.stored.values()) {
    const variables = Object.entries(func.envVariables ?? {})
    expect(variables.length).toBeGreaterThan(1)
    expect(Buffer.byteLength(variables.flat().join(''))).toBeLessThanOrEqual(PLATFORM.environment.most)
  }
})

describe('the trial version', () => {
  const calls: unknown[] = []
  class Project {
    constructor(readonly options: object) {}
  }
  const ci: MiniprogramCi = { Project, upload: async what => calls.push(what) }
  const dir = mkdtempSync(join(tmpdir(), 'upload-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const configure = (appid: string) => {
    const config = { appid, miniprogramRoot: 'dist/weapp/', setting: { es6: false, minified: true } }
    writeFileSync(join(dir, 'project.config.json'), JSON.stringify(config))
  }

  test('is uploaded as the mini-program of this checkout, as it was built, with the key of the operator', async () => {
    configure('wx0123456789abcdef')
    await uploadTrial(dir, ci, '1.2.3', join(dir, 'upload.key'))
    expect(calls).toEqual([
      expect.objectContaining({ version: '1.2.3', robot: 1, setting: expect.objectContaining({ es6: false }) }),
    ])
    expect((calls[0] as { project: Project }).project.options).toMatchObject({
      appid: 'wx0123456789abcdef',
      type: 'miniProgram',
      projectPath: dir,
      privateKeyPath: join(dir, 'upload.key'),
    })
  })

  test('is refused with a sentence while the mini-program has no number of its own', async () => {
    configure('touristappid')
    calls.length = 0
    await expect(uploadTrial(dir, ci, '1.2.3', 'upload.key')).rejects.toThrow(/Put the appid/)
    expect(calls).toEqual([])
  })
})

test('the second deployment changes nothing', async () => {
  const cloud = await deployed()
  expect(await run(cloud, { planOnly: true })).toBe(0)
  // The secret is that of the functions, so that it needs to be known once.
  expect(await run(cloud, { idSecret: null })).toBe(0)
  expect(cloud.changes).toEqual([])
  expect(uploads).toEqual([])
})

test('a plan changes nothing', async () => {
  const cloud = new StandIn()
  expect(await run(cloud, { planOnly: true })).toBeGreaterThan(50)
  expect(cloud.changes).toEqual([])
  expect(uploads).toEqual([])
})

const drop = (cloud: StandIn, collection: string, index: string) => {
  const found = cloud.collection(collection)
  found.indexes = found.indexes.filter(({ Name }) => Name !== index)
}

test.each<[what: string, differ: (cloud: StandIn) => void, changes: string[]]>([
  ['a missing index', cloud => drop(cloud, 'bookings', 'remind'), ['updateCollection bookings remind']],
  [
    'another schedule of the trigger',
    cloud => cloud.function('timer').triggers.splice(0, 1, { name: 'minute', type: 'timer', config: '0 0 * * * * *' }),
    ['deleteFunctionTrigger timer minute', 'createFunctionTriggers timer'],
  ],
  ['a missing trigger', cloud => cloud.function('timer').triggers.splice(0), ['createFunctionTriggers timer']],
  [
    'a collection that clients may read',
    cloud => Object.assign(cloud.collection('accounts'), { acl: 'READONLY' }),
    ['ModifyDatabaseACL accounts'],
  ],
  [
    'another time limit',
    cloud => Object.assign(cloud.function('staff').func, { timeout: 3 }),
    ['updateFunctionConfig staff'],
  ],
  [
    'other code',
    cloud => Object.assign(cloud.function('office').func.envVariables ?? {}, { DEPLOYED_CODE: 'of before' }),
    ['updateFunctionCode office', 'updateFunctionConfig office'],
  ],
])('%s is seen and mended, and nothing else is changed', async (_, differ, changes) => {
  const cloud = await deployed()
  differ(cloud)
  expect(await run(cloud)).toBeGreaterThan(0)
  expect(cloud.changes).toEqual(changes)
  expect(await run(cloud)).toBe(0)
})

test.each<[what: string, differ: (cloud: StandIn) => void, note: string]>([
  [
    'a surplus index',
    cloud => cloud.collection('bookings').indexes.push({ Name: 'old', Keys: [{ Name: 'title', Direction: '1' }] }),
    'index old of bookings is surplus',
  ],
  [
    'an index with other fields',
    cloud => {
      drop(cloud, 'bookings', 'remind')
      cloud.collection('bookings').indexes.push({ Name: 'remind', Keys: [{ Name: 'title', Direction: '1' }] })
    },
    'index remind of bookings has other fields',
  ],
  [
    'a surplus trigger',
    cloud => cloud.function('timer').triggers.push({ name: 'second', type: 'timer', config: '* * * * * * *' }),
    'trigger second of function timer is surplus',
  ],
  [
    'a collection of somebody else',
    cloud => cloud.collections.set('theirs', { acl: 'PRIVATE', indexes: [] }),
    'collection theirs is not ours',
  ],
])('%s is named and left as it is', async (_, differ, note) => {
  const cloud = await deployed()
  differ(cloud)
  const before = JSON.stringify(cloud.state())
  expect(await run(cloud)).toBe(0)
  expect(lines.join('\n')).toContain(note)
  expect(JSON.stringify(cloud.state())).toBe(before)
})

test('variables that somebody has set at a function are kept', async () => {
  const cloud = await deployed()
  Object.assign(cloud.function('staff').func.envVariables ?? {}, { THEIRS: 'a value', DEPLOYED_CODE: 'of before' })
  await run(cloud)
  expect(cloud.function('staff').func.envVariables).toMatchObject({ THEIRS: 'a value', ID_SECRET })
  expect(lines.join('\n')).not.toContain('a value')
})

test('a deployment that was cut off at any change is completed by the next', async () => {
  const whole = new StandIn()
  await run(whole)
  for (const late of [false, true]) {
    for (let n = 1; n <= whole.changes.length; n++) {
      const cloud = new StandIn()
      cloud.fault = { n, late, message: 'the connection was lost' }
      await expect(run(cloud)).rejects.toThrow('the connection was lost')
      cloud.fault = null
      await run(cloud)
      expect(JSON.stringify(cloud.state())).toBe(JSON.stringify(whole.state()))
    }
  }
})

test('no output has a secret, although the tool repeats it in its messages', async () => {
  const cloud = new StandIn()
  cloud.fault = { n: 5, late: false, message: `request of ${SECRETS.join(' and ')} was refused` }
  const failure = (await run(cloud).catch((error: Error) => error)) as Error
  expect(failure).toBeInstanceOf(SettingError)
  cloud.fault = null
  await run(cloud)
  const output = `${failure.message}\n${lines.join('\n')}`
  for (const secret of SECRETS) expect(output).not.toContain(secret)
})

test('a later deployment, which is not given the secret, does not print that of the functions either', async () => {
  const cloud = await deployed()
  for (const { func } of cloud.stored.values()) func.timeout = 1
  cloud.fault = { n: 1, late: false, message: `request {"ID_SECRET":"${ID_SECRET}"} was refused` }
  const given = { idSecret: null, secrets: SECRETS.slice(1) }
  const failure = (await run(cloud, given).catch((error: Error) => error)) as Error
  expect(failure.message).toContain('was refused')
  expect(`${failure.message}\n${lines.join('\n')}`).not.toContain(ID_SECRET)
})

test.each<[what: string, secrets: Record<string, string>, given: string | null, why: RegExp]>([
  ['no secret at all', {}, null, /set ID_SECRET/],
  ['a short secret', {}, 'short', /at least 32 characters/],
  ['another secret than before', { timer: ID_SECRET }, 'x'.repeat(40), /must never change/],
  ['two secrets', { timer: ID_SECRET, staff: 'x'.repeat(40) }, null, /different values/],
])('%s stops the deployment before it changes anything', async (_, secrets, given, why) => {
  const cloud = new StandIn()
  for (const [name, secret] of Object.entries(secrets)) {
    cloud.stored.set(name, { func: { name, envVariables: { ID_SECRET: secret } }, triggers: [] })
  }
  await expect(run(cloud, { idSecret: given })).rejects.toThrow(why)
  expect(cloud.changes).toEqual([])
})

test("without the vendor's tools, the command that installs them is said", () => {
  expect(() => loadManager(ROOT, 'city', { secretId: 'id', secretKey: 'key' })).toThrow(
    /npm install --no-save --ignore-scripts @cloudbase\/manager-node@[\d.]+ miniprogram-ci@[\d.]+/,
  )
})

test('npm run deploy -- --plan says what a new environment would get, without any credentials', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'config', 'tasks', 'deploy.ts'), '--plan'],
    { cwd: ROOT, env: { PATH: process.env.PATH } },
  )
  expect(stdout).toMatch(/create collection sessions\n/)
  expect(stdout).toMatch(/create function timer: 256 MB, 60 s, 0 \*\/1 \* \* \* \* \*/)
})
