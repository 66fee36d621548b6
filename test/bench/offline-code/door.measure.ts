import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TextEncoder } from 'node:util'
import { HOUR, startOfLocalDay } from '@domain/time'
import type { AppCloud } from '../../app/support/cloud'
import { closeApp, Phone } from '../../app/support/phone'
import { until } from '../../app/support/until'
import { CENTRE, type CodeKind, codeOf, packOf } from './people'

const KINDS: CodeKind[] = ['picture', 'old picture', 'unknown picture', 'digits', 'old digits', 'unknown digits']
const CODES = 21
const PAGE = `packages/staff/pages/scan/index?centreId=${CENTRE}`

const realNow = Date.now.bind(Date)
const offset = startOfLocalDay(realNow()) + 12 * HOUR - realNow()
let calls = 0
const unreachable = {
  raw: async () => {
    calls++
    throw new Error('there is no network')
  },
} as unknown as AppCloud

beforeAll(() => {
  // At noon, so that the day does not end during the measurement.
  Date.now = () => realNow() + offset
})
afterAll(() => {
  closeApp()
  Date.now = realNow
})

/** Milliseconds from the code to the verdict, which the app plays as a sound before it draws anything. */
async function verdict(phone: Phone, kind: CodeKind, code: string): Promise<number> {
  const picture = kind.endsWith('picture')
  phone.around.camera = picture ? code : null
  const told = sounded()
  const started = performance.now()
  // The last digit submits.
  await (picture ? phone.tap('staff-camera') : phone.type('staff-digits', code))
  const took = (await told) - started
  phone.around.camera = null
  await phone.tap('staff-next')
  return took
}

/** Makes codes and rosters with Node features that a phone lacks; no code of the app runs meanwhile. */
function elsewhere<Value>(make: () => Value): Value {
  Object.assign(globalThis, { TextEncoder })
  try {
    return make()
  } finally {
    Reflect.deleteProperty(globalThis, 'TextEncoder')
  }
}

/** Resolves at the app's next sound. */
function sounded(): Promise<number> {
  return new Promise(resolve => {
    const { wx } = globalThis as unknown as { wx: { createWebAudioContext: () => never } }
    wx.createWebAudioContext = () => {
      resolve(performance.now())
      throw new Error('createWebAudioContext:fail not supported')
    }
  })
}

test.each([200, 1000])('codes of a day with %d bookings', async bookings => {
  const phone = new Phone(unreachable, 'door-staff')
  phone.around.online = false
  phone.around.storage.set('nf:pack', JSON.stringify({ v: 1, value: elsewhere(() => packOf(bookings, Date.now())) }))
  phone.launch(PAGE)
  await phone.settles()
  // ms of every verdict, by kind of code. Right after the start nothing has been computed in advance.
  const measured: Record<string, number[]> = {
    'first digits': [
      await verdict(
        phone,
        'unknown digits',
        elsewhere(() => codeOf('unknown digits', 0, Date.now())),
      ),
    ],
  }
  let n = 0
  for (const kind of KINDS) {
    const times: number[] = []
    for (let code = 0; code < CODES; code++)
      times.push(
        await verdict(
          phone,
          kind,
          elsewhere(() => codeOf(kind, n++, Date.now())),
        ),
      )
    measured[kind] = times
  }
  await until('every scan kept', () => [...phone.around.storage.keys()].some(key => key.startsWith('nf:scan:')))
  expect(calls).toBe(0)
  writeFileSync(join(process.env.FIGURES ?? '', String(bookings)), JSON.stringify(measured))
})
