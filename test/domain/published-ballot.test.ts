import { publishedBallot } from '@domain/ballot/published'
import * as v from 'valibot'

const HASH = '0123456789abcdef'.repeat(4)
const LOT = '0123456789abcdef01234567'
const TICKET = { id: 'a-z09', places: 2, lot: LOT }

/** A record of the second version as JSON, as a centre publishes it. */
const second = {
  form: 'nuanfeng-ballot-2',
  sessionId: 'clay',
  title: '陶艺',
  startsAt: 2,
  drawDueAt: 1,
  waiting: 0,
  cancelled: false,
  seedHash: HASH,
  drawn: { at: 1, seed: 's', closing: 'c', places: 2, tickets: [TICKET], order: ['a-z09'], winners: ['a-z09'] },
}
const { closing: _closing, ...drawnFirst } = second.drawn
const first = {
  ...second,
  form: 'nuanfeng-ballot-1',
  drawn: { ...drawnFirst, tickets: [{ id: 'a-z09', places: 2 }] },
}

test.each([
  ['the first version', first],
  ['the second version', second],
  ['a ballot that is not drawn', { ...second, drawn: null }],
  ['a ballot without a seed', { ...second, drawn: null, seedHash: null }],
  [
    'the longest ticket id',
    { ...second, drawn: { ...second.drawn, tickets: [{ ...TICKET, id: 'x'.repeat(64) }], order: [] } },
  ],
])('%s is read unchanged', (_, record) => {
  expect(v.parse(publishedBallot, record)).toEqual(record)
})

const withDrawn = (change: object) => ({ ...second, drawn: { ...second.drawn, ...change } })
const withTicket = (change: object) => withDrawn({ tickets: [{ ...TICKET, ...change }] })

test.each([
  ['another form', { ...second, form: 'nuanfeng-ballot-3' }],
  ['an empty form', { ...second, form: '' }],
  ['an added field', { ...second, name: '果果' }],
  ['a missing title', { ...second, title: undefined }],
  ['a hash with a digit too many', { ...second, seedHash: `${HASH}0` }],
  ['a hash with a digit too few', { ...second, seedHash: HASH.slice(1) }],
  ['a hash with something before it', { ...second, seedHash: `z${HASH}` }],
  ['a hash of other letters', { ...second, seedHash: 'g'.repeat(64) }],
  ['less than nobody waiting', { ...second, waiting: -1 }],
  ['half a party waiting', { ...second, waiting: 0.5 }],
  ['a draw without its seed', withDrawn({ seed: undefined })],
  ['a draw with a name', withDrawn({ name: '果果' })],
  ['a lot with a digit too many', withTicket({ lot: `${LOT}0` })],
  ['a lot with something before it', withTicket({ lot: `z${LOT}` })],
  ['a lot of other letters', withTicket({ lot: 'g'.repeat(24) })],
  ['a ticket without an id', withTicket({ id: undefined })],
  ['a ticket with an empty id', withTicket({ id: '' })],
  ['a ticket with an id that is too long', withTicket({ id: 'x'.repeat(65) })],
  ['a ticket with an id of other letters', withTicket({ id: 'A_B' })],
  ['a ticket with letters before its id', withTicket({ id: 'Aabc' })],
  ['a ticket with letters after its id', withTicket({ id: 'abcA' })],
  ['a ticket with the name of a child', withTicket({ name: '果果' })],
])('a record with %s is refused', (_, record) => {
  expect(v.safeParse(publishedBallot, record).success).toBe(false)
})
