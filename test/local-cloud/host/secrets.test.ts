import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { keptSecrets } from '../../../local-cloud/host/secrets'
import { tempDir } from '../temp-dir'

test('a data folder has secrets of its own, which stay', () => {
  const [a, b] = [tempDir(), tempDir()]
  const first = keptSecrets(a, ['ONE'])
  expect(first.ONE).toMatch(/^[0-9a-f]{64}$/)
  expect(keptSecrets(a, ['ONE', 'TWO'])).toEqual({ ...first, TWO: expect.not.stringMatching(first.ONE ?? '') })
  expect(keptSecrets(b, ['ONE'])).not.toEqual(first)
  expect(readdirSync(join(a, 'secrets')).sort()).toEqual(['ONE', 'TWO'])
  expect(statSync(join(a, 'secrets', 'ONE')).mode & 0o077).toBe(0)
})
