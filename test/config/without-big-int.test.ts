import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rewrite = jest.requireActual<(source: string) => string>('../../config/build/without-big-int.cjs')
const noble = join(__dirname, '..', '..', 'node_modules', '@noble', 'hashes')

test('SHA-256 without BigInt hashes as before, at every length around the end of a block', () => {
  const copy = mkdtempSync(join(tmpdir(), 'noble-'))
  cpSync(noble, copy, { recursive: true })
  const file = join(copy, '_md.js')
  writeFileSync(file, rewrite(readFileSync(file, 'utf8')))
  const { sha256 } = jest.requireActual<{ sha256: (bytes: Uint8Array) => Uint8Array }>(join(copy, 'sha2.js'))
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, n) => n)
    expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
  rmSync(copy, { recursive: true })
})

test('the modules that the app bundles are those that are rewritten, and a new version is noticed', () => {
  expect(rewrite(readFileSync(join(noble, 'esm', '_md.js'), 'utf8'))).not.toContain('BigInt(this.length')
  expect(() => rewrite('something else')).toThrow('@noble/hashes has changed')
})
