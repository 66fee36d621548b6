/** What we store, send and build stays inside the platform's limits (`config/platform.ts`). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import { routes } from '@domain/contracts'
import { MAX_CAPACITY } from '@domain/contracts/limits'
import { BOOKING_NOTICE_KINDS } from '@domain/contracts/views'
import { fieldValue } from '@domain/notices/values'
import { MAX_MEMBERS, NICKNAME_LENGTH } from '@domain/people/members'
import { PROOF_LENGTH, sceneOf } from '@domain/stations/scene'
import type { Claim, SessionDocument, WaitEntry } from '../../cloudfunctions/lib/kernel/store/documents'
import { FUNCTIONS } from '../../config/build/functions'
import { collections } from '../../config/database.json'
import { MESSAGE_FIELDS, PLATFORM } from '../../config/platform'
import { aSession } from '../../worlds/fixtures/index'
import { largestBytes } from './largest-input'

const ROOT = join(__dirname, '..', '..')
const NOW = Date.parse('2026-07-01T02:00:00Z')
const ID = 'x'.repeat(20)
const LONG = '驿'.repeat(200)

test('every limit names the page that documents it', () => {
  for (const { source } of [...Object.values(PLATFORM), MESSAGE_FIELDS]) expect(source).toMatch(/^https:\/\/[a-z.]+\//)
})

/** Everything of a route's event beside its input. */
const ENVELOPE = 200

test.each(Object.entries(routes))('%s: the largest event fits through the platform', (name, { input }) => {
  expect(largestBytes(input, name) + ENVELOPE).toBeLessThanOrEqual(PLATFORM.clientEvent.most)
})

/** A party of the largest size with the longest names. */
function largestEntry(people: number, n: number): WaitEntry {
  const attendees = Array.from({ length: people }, () => ({
    memberId: ID,
    nickname: '驿'.repeat(NICKNAME_LENGTH),
  }))
  return { accountId: ID, attendees, requestId: `${ID}-${ID}-${n}`, at: NOW, rank: 2000, ticket: true }
}

function fullSession(): SessionDocument {
  const offer = { ...largestEntry(1, 0), offeredAt: NOW, until: NOW }
  const claim = (n: number): Claim => ({ ...largestEntry(1, n), wonAt: NOW, acceptance: ID, enrolment: ID, offer })
  const many = <Entry>(count: number, entry: (n: number) => Entry) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${ID}${String(n)}`, entry(n)]))
  return {
    ...aSession(NOW, { capacity: MAX_CAPACITY }),
    claims: many(MAX_CAPACITY, claim),
    waitlist: many(MAX_WAITING, n => largestEntry(MAX_MEMBERS, n)),
  }
}

test('a session with every place taken and the longest waitlist is far below the largest document', () => {
  expect(Buffer.byteLength(JSON.stringify(fullSession()))).toBeLessThan(PLATFORM.document.most / 4)
})

test('collections and indexes', () => {
  expect(Object.keys(collections).length).toBeLessThanOrEqual(PLATFORM.collections.most)
  for (const { indexes } of Object.values(collections)) {
    expect(indexes.length).toBeLessThanOrEqual(PLATFORM.indexesOfCollection.most)
    for (const { keys } of indexes) expect(keys.length).toBeLessThanOrEqual(PLATFORM.fieldsOfIndex.most)
  }
})

test('time limits and triggers of the functions', () => {
  for (const name of FUNCTIONS) {
    const file = join(ROOT, 'cloudfunctions', name, 'config.json')
    const { timeout, triggers = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
      timeout: number
      triggers?: object[]
    }
    expect(timeout).toBeGreaterThan(0)
    expect(timeout).toBeLessThanOrEqual(PLATFORM.functionTime.most)
    expect(triggers.length).toBeLessThanOrEqual(PLATFORM.timerTriggersOfFunction.most)
  }
})

test.each(Object.entries(MESSAGE_FIELDS.most))('a message field of type %s is cut to its limit', (type, most) => {
  for (const text of [LONG, 'x'.repeat(200), '👨‍👩‍👧‍👦'.repeat(30), `${LONG}1`]) {
    const value = fieldValue(type, text)
    expect(value.length).toBeGreaterThan(0)
    expect(value.length).toBeLessThanOrEqual(most)
  }
})

test("a station's longest id fits into the scene of a mini-program code", () => {
  expect(sceneOf('x'.repeat(23), 'a'.repeat(PROOF_LENGTH)).length).toBeLessThanOrEqual(PLATFORM.scene.most)
})

test('no prompt asks for more messages than one may', () => {
  const kinds = `'(?:${BOOKING_NOTICE_KINDS.join('|')})'`
  const lists = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter(file => file.isFile() && /\.tsx?$/.test(file.name))
    .flatMap(
      file =>
        readFileSync(join(file.parentPath, file.name), 'utf8').match(new RegExp(`\\[${kinds}(, ${kinds})*\\]`, 'g')) ??
        [],
    )
  expect(lists.length).toBeGreaterThan(2)
  for (const list of lists) expect(list.split(',').length).toBeLessThanOrEqual(PLATFORM.templatesOfPrompt.most)
})
