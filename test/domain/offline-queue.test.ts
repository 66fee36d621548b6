import type { RosterParty } from '@domain/checkin/pack-reader'
import type { ScanResult } from '@domain/contracts/staff-offline'
import { DAY, HOUR, MINUTE, startOfLocalDay } from '@domain/time'
import type { CloudError as CloudErrorType } from '@/cloud/errors'
import type * as QueueModule from '@/features/staff-checkin/queue'
import type * as UploadModule from '@/features/staff-checkin/upload'

/*
 * The scans that a phone keeps while there is no network: none is lost, none is counted twice, and what the server decides is
 * shown once. Storage and calls are fakes; everything else is the app's own code, loaded anew for each test as at a start.
 */
const storage = new Map<string, unknown>()
let full = false
const mockTaro = {
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => {
    if (full) throw new Error('no room')
    storage.set(key, JSON.parse(JSON.stringify(value)))
  },
  removeStorageSync: (key: string) => void storage.delete(key),
  getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
}
jest.mock('@tarojs/taro', () => ({ __esModule: true, default: mockTaro }))

type Sent = { route: string; input: { centreId: string; scans: { nonce: string }[] } }
const sent: Sent[] = []
let mockServer: (input: Sent['input']) => { results: ScanResult[] }
jest.mock('@/cloud/client', () => ({
  newIntent: () => 'intent',
  commit: async (route: string, input: Sent['input']) => {
    sent.push({ route, input })
    return mockServer(input)
  },
}))

let queue: typeof QueueModule
let uploads: typeof UploadModule
let CloudError: typeof CloudErrorType

/** Starts the app: it reads what is stored. */
function start() {
  jest.resetModules()
  queue = require('@/features/staff-checkin/queue')
  uploads = require('@/features/staff-checkin/upload')
  ;({ CloudError } = require('@/cloud/errors'))
}

beforeEach(() => {
  storage.clear()
  full = false
  sent.length = 0
  mockServer = ({ scans }) => ({ results: scans.map(({ nonce }) => accepted(nonce)) })
  start()
})

const NOW = Date.now()
const PARTY: RosterParty = {
  bookingId: 'b1',
  sessionId: 's1',
  names: ['果＊'],
  partySize: 1,
  title: '书法',
  startsAt: NOW,
}
const accepted = (nonce: string) => ({ nonce, outcome: 'accepted' }) as ScanResult
const refused = (nonce: string) => ({ nonce, outcome: 'refused' }) as ScanResult
const scan = (nonce: string, change: Partial<QueueModule.QueuedScan> = {}): QueueModule.QueuedScan => ({
  nonce,
  centreId: 'jiangchuan',
  code: `code of ${nonce}`,
  at: NOW,
  sessionId: null,
  party: null,
  result: null,
  ...change,
})
const noncesOf = (scans: readonly QueueModule.QueuedScan[]) => scans.map(({ nonce }) => nonce)
const scans = () => queue.useQueue.getState().scans
const trouble = () => queue.useQueue.getState().trouble

describe('the queue', () => {
  test('is there again after the app was closed, oldest first, with what the server has decided', () => {
    expect(queue.useQueue.getState()).toEqual({ scans: [], trouble: null, rosterUnstored: false })
    expect(queue.enqueue(scan('late', { at: NOW + 1 }))).toBe(true)
    expect(queue.enqueue(scan('early', { party: PARTY }))).toBe(true)
    queue.answer(accepted('late'))
    expect(noncesOf(scans())).toEqual(['late', 'early'])
    start()
    expect(scans()).toEqual([scan('early', { party: PARTY }), scan('late', { at: NOW + 1, result: accepted('late') })])
    storage.clear()
    queue.reloadQueue()
    expect(scans()).toEqual([])
  })

  test('does not take a scan for which the phone has no room', () => {
    full = true
    expect(queue.enqueue(scan('a'))).toBe(false)
    expect(scans()).toEqual([])
  })

  test('reads scans of earlier releases, and leaves out what is none', () => {
    const { party: _party, ...old } = scan('old')
    storage.set('nf:scan:old', { ...old, guest: PARTY })
    storage.set('nf:scan:older', { ...old, nonce: 'older' })
    storage.set('nf:scan:text', 'something')
    storage.set('nf:scan:half', { nonce: 'half' })
    storage.set('nf:scan:codeless', { code: 'x' })
    storage.set('nf:scan:nothing', { v: 0, value: null })
    storage.set('nf:scan:newer', { v: 7, value: scan('newer') })
    start()
    expect(scans()).toEqual([scan('old', { party: PARTY }), scan('older', { code: 'code of old' })])
    expect(scans()[0]).not.toHaveProperty('guest')
  })

  test('ignores an answer to a scan that it does not have', () => {
    queue.enqueue(scan('a'))
    queue.answer(accepted('b'))
    expect(scans()).toEqual([scan('a')])
    queue.answer(refused('a'))
    expect(queue.notUploaded(scans())).toEqual([])
    expect(noncesOf(queue.notUploaded([scan('x'), scan('y', { result: accepted('y') })]))).toEqual(['x'])
  })

  test('drops answered scans of earlier days, and none that is not answered', () => {
    const today = startOfLocalDay(NOW)
    queue.enqueue(scan('answered yesterday', { at: today - 1, result: accepted('answered yesterday') }))
    queue.enqueue(scan('open', { at: today - 1 }))
    queue.enqueue(scan('answered today', { at: today, result: accepted('answered today') }))
    queue.tidyQueue()
    expect(noncesOf(scans())).toEqual(['open', 'answered today'])
    start()
    expect(noncesOf(scans())).toEqual(['open', 'answered today'])
    const before = queue.useQueue.getState()
    queue.tidyQueue()
    expect(queue.useQueue.getState()).toBe(before)
  })

  test('drops scans of a centre that nobody can upload any more, once they are two days old', () => {
    const old = NOW - 48 * HOUR - MINUTE
    queue.enqueue(scan('old', { at: old }))
    queue.enqueue(scan('elsewhere', { at: old, centreId: 'bixi' }))
    queue.enqueue(scan('recent', { at: NOW - 48 * HOUR + MINUTE }))
    queue.dropStaleScans('jiangchuan')
    expect(noncesOf(scans())).toEqual(['elsewhere', 'recent'])
    const before = queue.useQueue.getState()
    queue.dropStaleScans('jiangchuan')
    expect(queue.useQueue.getState()).toBe(before)
    start()
    expect(noncesOf(scans())).toEqual(['elsewhere', 'recent'])
  })

  test('tells staff about answers to scans that were not verified, or not simply accepted', () => {
    const list = [
      scan('accepted', { party: PARTY, result: accepted('accepted') }),
      scan('refused', { party: PARTY, result: refused('refused') }),
      scan('unverified', { result: accepted('unverified') }),
      scan('open', { party: PARTY }),
      scan('unverified and open'),
    ]
    expect(noncesOf(queue.scansToReport(list))).toEqual(['refused', 'unverified'])
  })

  test('knows when it last let a party in, unless the server refused it', () => {
    expect(queue.checkedInHere('b1')).toBeNull()
    queue.enqueue(scan('a', { party: PARTY, at: NOW - 5 }))
    queue.enqueue(scan('b', { party: PARTY, at: NOW - 9 }))
    queue.enqueue(scan('c', { party: { ...PARTY, bookingId: 'b2' } }))
    queue.enqueue(scan('d', { party: PARTY, at: NOW, result: refused('d') }))
    queue.enqueue(scan('e'))
    expect(queue.checkedInHere('b1')).toBe(NOW - 5)
    queue.answer(refused('a'))
    queue.answer(accepted('b'))
    expect(queue.checkedInHere('b1')).toBe(NOW - 9)
  })

  test('says why the server decides nothing: no network, or a server that fails; a refusal is a decision', () => {
    const seen: unknown[] = []
    queue.useQueue.subscribe(({ trouble: now }) => seen.push(now))
    for (const code of ['NETWORK', 'NETWORK', 'BUSY', 'FORBIDDEN'] as const) queue.noteCall(new CloudError(code))
    expect(seen).toEqual(['network', 'server', null])
    queue.noteCall(new CloudError('INTERNAL'))
    queue.noteCall(null)
    queue.noteCall(null)
    expect(seen).toEqual(['network', 'server', null, 'server', null])
  })
})

describe('uploading', () => {
  test('sends each scan once, with what the phone knows of it, in portions of ten for one centre', async () => {
    for (let n = 0; n < 12; n++) queue.enqueue(scan(`n${n}`, { at: NOW + n }))
    queue.enqueue(scan('far', { centreId: 'bixi', at: NOW + 50, sessionId: 's1', party: PARTY }))
    const [one, two] = [uploads.uploadScans(), uploads.uploadScans()]
    expect(await one).toEqual(new Set())
    expect(await two).toEqual(new Set())
    expect(sent.map(({ input }) => [input.centreId, input.scans.length])).toEqual([
      ['jiangchuan', 10],
      ['jiangchuan', 2],
      ['bixi', 1],
    ])
    expect(sent[0]?.route).toBe('staff.uploadScans')
    expect(sent[0]?.input.scans[0]).toEqual({ nonce: 'n0', code: 'code of n0', at: NOW })
    expect(sent[2]?.input.scans[0]).toEqual({
      ...{ nonce: 'far', code: 'code of far', at: NOW + 50, sessionId: 's1', bookingId: 'b1' },
    })
    expect(queue.notUploaded(scans())).toEqual([])
    await uploads.uploadScans()
    expect(sent).toHaveLength(3)
  })

  test('stops without a network, and goes on later with what is left', async () => {
    queue.enqueue(scan('a'))
    queue.enqueue(scan('b', { centreId: 'bixi' }))
    mockServer = () => {
      throw new CloudError('NETWORK')
    }
    expect(await uploads.uploadScans()).toEqual(new Set())
    expect([sent.length, trouble()]).toEqual([1, 'network'])
    mockServer = ({ scans: some }) => ({ results: some.map(({ nonce }) => accepted(nonce)) })
    await uploads.uploadScans()
    expect([queue.notUploaded(scans()).length, trouble()]).toEqual([0, null])
  })

  test('a centre that refuses does not block the scans of another, and its refusal is told', async () => {
    queue.enqueue(scan('a'))
    queue.enqueue(scan('b', { centreId: 'bixi' }))
    mockServer = ({ centreId, scans: some }) => {
      if (centreId === 'jiangchuan') throw new CloudError('FORBIDDEN')
      return { results: some.map(({ nonce }) => accepted(nonce)) }
    }
    expect(await uploads.uploadScans()).toEqual(new Set(['jiangchuan']))
    expect(noncesOf(queue.notUploaded(scans()))).toEqual(['a'])
    expect(trouble()).toBeNull()
  })

  test('after a failure sends fewer, and others first, so that one bad scan does not block all', async () => {
    for (const nonce of ['bad', 'b', 'c', 'd']) queue.enqueue(scan(nonce, { at: NOW + sent.length }))
    mockServer = ({ scans: some }) => {
      if (some.some(({ nonce }) => nonce === 'bad')) throw new CloudError('INTERNAL')
      return { results: some.map(({ nonce }) => accepted(nonce)) }
    }
    for (let n = 0; n < 8 && queue.notUploaded(scans()).length > 1; n++) await uploads.uploadScans()
    expect(noncesOf(queue.notUploaded(scans()))).toEqual(['bad'])
    // A scan that fails again and again does not mean that the server does.
    for (let n = 0; n < 4; n++) await uploads.uploadScans()
    queue.noteCall(null)
    await uploads.uploadScans()
    expect(trouble()).toBeNull()
  })

  test('says that the server fails until scans have failed three times, and always that there is no network', async () => {
    queue.enqueue(scan('bad'))
    mockServer = () => {
      throw new CloudError('INTERNAL')
    }
    const said: unknown[] = []
    for (let n = 0; n < 5; n++) {
      queue.noteCall(null)
      await uploads.uploadScans()
      said.push(trouble())
    }
    expect(said).toEqual(['server', 'server', 'server', null, null])
    mockServer = () => {
      throw new CloudError('NETWORK')
    }
    await uploads.uploadScans()
    expect(trouble()).toBe('network')
  })

  test('takes a failure for that of the server where others were sent with a scan that fails again and again', async () => {
    queue.enqueue(scan('bad'))
    mockServer = ({ scans: some }) => {
      if (some.some(({ nonce }) => nonce === 'bad')) throw new CloudError('INTERNAL')
      return { results: some.map(({ nonce }) => accepted(nonce)) }
    }
    for (let n = 0; n < 4; n++) await uploads.uploadScans()
    queue.noteCall(null)
    for (const nonce of ['x', 'y']) queue.enqueue(scan(nonce, { at: NOW + 1 }))
    await uploads.uploadScans()
    expect(sent.slice(4).map(({ input }) => noncesOf(input.scans as QueueModule.QueuedScan[]))).toEqual([
      ['x'],
      ['y', 'bad'],
    ])
    expect(trouble()).toBe('server')
  })

  test('sends no fewer after a refusal: it was not too much for one call', async () => {
    queue.enqueue(scan('a'))
    for (let n = 0; n < 12; n++) queue.enqueue(scan(`n${n}`, { centreId: 'bixi', at: NOW + 1 + n }))
    mockServer = ({ centreId, scans: some }) => {
      if (centreId === 'jiangchuan') throw new CloudError('FORBIDDEN')
      return { results: some.map(({ nonce }) => accepted(nonce)) }
    }
    await uploads.uploadScans()
    expect(sent.map(({ input }) => input.scans.length)).toEqual([1, 10, 2])
  })

  test('asks again for those that the server had no time for, and stops when it answers none', async () => {
    for (let n = 0; n < 3; n++) queue.enqueue(scan(`n${n}`, { at: NOW + n }))
    mockServer = ({ scans: some }) => ({ results: some.slice(0, 2).map(({ nonce }) => accepted(nonce)) })
    await uploads.uploadScans()
    expect(sent.map(({ input }) => input.scans.length)).toEqual([3, 1])
    queue.enqueue(scan('more', { at: NOW + DAY }))
    mockServer = () => ({ results: [] })
    await uploads.uploadScans()
    expect(sent).toHaveLength(3)
    expect(noncesOf(queue.notUploaded(scans()))).toEqual(['more'])
  })
})
