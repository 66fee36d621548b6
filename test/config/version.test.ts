import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { productVersion } from '../../config/build/version'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'version-'))
  writeFileSync(join(root, 'package.json'), '{ "version": "1.2.3" }')
})
afterEach(() => rmSync(root, { recursive: true }))

function git(...args: string[]): void {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  const { status, stderr } = spawnSync('git', [...author, ...args], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

describe('the version of a build', () => {
  it('is the release alone outside a repository', () => {
    expect(productVersion(root)).toBe('1.2.3')
  })

  it('is the release alone before the first commit', () => {
    git('init', '-q')
    expect(productVersion(root)).toBe('1.2.3')
  })

  it('names the commit, and says when something was not committed', () => {
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'feat: all of it')
    git('tag', '-a', 'v1.2.3', '-m', 'release')
    expect(productVersion(root)).toMatch(/^1\.2\.3\+[0-9a-f]{7}$/)
    writeFileSync(join(root, 'package.json'), '{ "version": "1.2.4" }')
    expect(productVersion(root)).toMatch(/^1\.2\.4\+[0-9a-f]{7}-dirty$/)
  })
})

it('a deployed bundle writes its version into every line of the log', () => {
  const product = join(__dirname, '..', '..')
  const { version } = JSON.parse(readFileSync(join(product, 'package.json'), 'utf8'))
  const bundle = join(product, 'dist', 'cloudfunctions', 'resident', 'index.js')
  const call = `require(${JSON.stringify(bundle)}).main({ route: 'unknown.route' })`
  const { stdout } = spawnSync(process.execPath, ['-e', call], {
    env: {
      TENCENTCLOUD_RUNENV: 'SCF',
      TCB_ENV: 'none',
      TENCENTCLOUD_REGION: 'none',
      ID_SECRET: 'a secret of this test, thirty-two characters',
    },
    encoding: 'utf8',
  })
  const line = JSON.parse(stdout.trim())
  expect(line).toMatchObject({ code: 'UNKNOWN_ROUTE', version: expect.any(String) })
  expect(line.version.split('+')[0]).toBe(version)
})
