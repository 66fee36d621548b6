import { aCentre, anOffering, aStation, STATION } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

/** The code on a poster: what it opens, and what is answered where WeChat draws none. */

const START = Date.parse('2026-07-01T02:00:00Z')
const LONG = 'a'.repeat(40)
const world = openWorld()
let serial = 0

const ask = async (input: object) => {
  const requestId = `request-${serial++}`
  const reply = await (await world.start('anybody', 'poster.code', input as never, { requestId })).finish()
  return reply?.ok ? (reply.data as { code: string | null }).code : reply?.code
}

const saidBy = (code: string | null | undefined) => Buffer.from(code?.split(',')[1] ?? '', 'base64').toString()

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering(), anOffering({ _id: LONG })],
    stations: [aStation()],
  })
})

test.each([
  ['a class', { page: 'class', id: 'calligraphy' }, 'pages/class/index?scene=calligraphy'],
  [
    'a session',
    { page: 'class', id: 'calligraphy', startsAt: START },
    `pages/class/index?scene=calligraphy.${(START / 60_000).toString(36)}`,
  ],
  [
    'a station, without the proof of its door',
    { page: 'station', id: STATION },
    `pages/station/index?scene=${STATION}`,
  ],
])('the code of %s opens its page', async (_of, input, opened) => {
  expect(saidBy(await ask(input))).toBe(opened)
})

test('WeChat is not asked for what there is not', async () => {
  let asked = 0
  world.drawCodesBy(async () => {
    asked++
    return { contentType: 'image/jpeg', bytes: Buffer.alloc(72_001) }
  })
  expect(await ask({ page: 'class', id: 'nothing' })).toBe('OFFERING_NOT_FOUND')
  expect(await ask({ page: 'station', id: 'nothing' })).toBe('STATION_NOT_FOUND')
  expect(await ask({ page: 'class', id: LONG })).toBe(null)
  expect(asked).toBe(0)
  // Too large for an answer: the picture says how to find the page instead.
  expect(await ask({ page: 'class', id: 'calligraphy' })).toBe(null)
  expect(asked).toBe(1)
})
