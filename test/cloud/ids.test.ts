import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ids from '../../cloudfunctions/lib/kernel/ids'
import { idSecretSetting } from '../../cloudfunctions/lib/kernel/settings'
import secrets from '../../config/secrets.json'

const A = { idSecret: 'a'.repeat(32), accountId: 'account', requestId: 'request-1' }
const B = { ...A, idSecret: 'b'.repeat(32) }
const GUEST = { name: '李秀芳', lastFour: '5566' }

/** Every kind of id that is derived from somebody's account, name or request. */
const DERIVED: [string, (from: typeof A) => string][] = [
  ['booking', ids.bookingIdOf],
  ['enrolment', ids.enrolmentIdOf],
  ['part', from => ids.partIdOf(from, 'enrolment', 'session')],
  ['wait', ids.waitIdOf],
  ['acceptance', from => ids.acceptanceIdOf(from, 'booking')],
  ['member', ids.memberIdOf],
  ['desk', ids.deskIdOf],
  ['guest', from => ids.guestIdOf(from, 'centre', GUEST, 'booking')],
  ['unnamed guest', from => ids.guestIdOf(from, 'centre', { name: null, lastFour: null }, 'booking')],
  ['change', ids.changeIdOf],
  ['visit', ids.visitIdOf],
  ['act', ids.actIdOf],
  ['link', from => ids.passKeyOf(from, 'booking', from.requestId)],
]

test.each(DERIVED)('nobody can test whom the id of a %s belongs to without the secret', (_kind, idOf) => {
  expect(idOf(A)).toMatch(/^[a-z2-7]{20}$/)
  expect(idOf({ ...A })).toBe(idOf(A))
  expect(idOf(B)).not.toBe(idOf(A))
})

test('a function without its secret refuses to start and says what to set', () => {
  expect(() => idSecretSetting({})).toThrow(/ID_SECRET of this function is missing.*docs\/deploy\.md/)
  expect(() => idSecretSetting({ ID_SECRET: 'short' })).toThrow(/too short/)
  expect(idSecretSetting({ ID_SECRET: A.idSecret })).toBe(A.idSecret)
  const root = join(__dirname, '..', '..')
  const guide = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8')
  for (const name of secrets) expect(guide).toContain(name)
  for (const name of readdirSync(join(root, 'cloudfunctions')).filter(one => one !== 'lib')) {
    const entry = readFileSync(join(root, 'cloudfunctions', name, 'index.ts'), 'utf8')
    expect(entry).toMatch(/serve\(|idSecretSetting\(\)/)
  }
})
