import type { SpaceDay, SpaceView } from '@domain/contracts/spaces'
import type { MemberChoice } from '@domain/contracts/views'
import { refuse } from '@domain/errors'
import { type SpaceWishes, spaceChoice, spaceCommand, toggleMember } from '@domain/spaces/booking-choice'
import { HOUR } from '@domain/time'

const NOW = Date.parse('2026-07-08T07:00:00+08:00')
const OPENS = NOW + HOUR
const at = (hour: number) => OPENS + hour * HOUR

interface Change {
  choose?: boolean
  units?: number
  partyMax?: number
  spots?: Record<string, string>
}

/** A day of five one-hour slots with two seats; one to three hours and one person per booking. */
function aDay({ choose = true, units = 2, partyMax = 1, spots = {} }: Change = {}): SpaceDay {
  return {
    session: {
      id: 'day',
      startsAt: OPENS,
      endsAt: at(5),
      status: 'open',
      rules: { opensBefore: null, closesBefore: 0, partyMax },
    } as SpaceDay['session'],
    units,
    free: {} as SpaceDay['free'],
    address: '',
    layout: {
      units: Array.from({ length: units }, (_, n) => ({ id: `a${n + 1}`, label: `${n + 1} 号座` })),
      choose,
      slot: HOUR,
      minSlots: 1,
      maxSlots: 3,
      gapSlots: 0,
    },
    spots,
    closures: {},
    map: null,
  }
}

const member = (id: string, refusal: MemberChoice['refusal'] = null): MemberChoice => ({
  member: { id, relation: 'other', nickname: id, birthMonth: null, consentAt: null },
  refusal,
})
const MEMBERS = [member('self'), member('mum'), member('child', refuse('TOO_YOUNG', { memberId: 'child', ageMin: 18 }))]

function choose(day: SpaceDay | null, wishes: Partial<SpaceWishes> = {}, members = MEMBERS) {
  const view = { now: NOW, day, members } as unknown as SpaceView
  return spaceChoice(view, { startsAt: null, endsAt: null, unitId: null, memberIds: ['self'], ...wishes }, NOW)
}

test.each<[string, MemberChoice[], missing: string]>([
  ['nobody is old enough', MEMBERS.slice(2), 'nobody'],
  [
    'a birth month is missing',
    [...MEMBERS.slice(2), member('mum', refuse('BIRTH_MONTH_NEEDED', { memberId: 'mum' }))],
    'birth-month',
  ],
])('where nobody of the household may come, it says so before a time is chosen: %s', (_why, members, missing) => {
  for (const wishes of [{}, { startsAt: at(0), unitId: 'a1' }]) {
    const choice = choose(aDay(), wishes, members)
    expect(choice.missing).toBe(missing)
    expect(spaceCommand(choice)).toBeNull()
  }
})

test.each<[string, SpaceDay | null, Partial<SpaceWishes>, missing: string | null]>([
  ['no day', null, {}, 'time'],
  ['nothing chosen yet', aDay(), {}, 'time'],
  ['a start that is not free', aDay({ spots: { 'a1-1': 'b', 'a2-1': 'b' } }), { startsAt: at(1) }, 'time'],
  ['a start, and seats to choose from', aDay(), { startsAt: at(0) }, 'unit'],
  ['a seat that is taken at that time', aDay({ spots: { 'a1-0': 'b' } }), { startsAt: at(0), unitId: 'a1' }, 'unit'],
  ['a seat and a time', aDay(), { startsAt: at(0), unitId: 'a1' }, null],
  ['a time, where the server picks the seat', aDay({ choose: false }), { startsAt: at(0) }, null],
  ['a time, where there is one room', aDay({ units: 1 }), { startsAt: at(0) }, null],
  ['nobody', aDay({ units: 1 }), { startsAt: at(0), memberIds: [] }, 'party'],
  ['a member who is not eligible', aDay({ units: 1 }), { startsAt: at(0), memberIds: ['child'] }, 'party'],
])('the next thing to choose, with %s', (_what, day, wishes, missing) => {
  const choice = choose(day, wishes)
  expect(choice.missing).toBe(missing)
  expect(spaceCommand(choice) === null).toBe(missing !== null)
})

test('before the data is loaded there is nothing to choose from', () => {
  expect(spaceChoice(null, { startsAt: at(0), endsAt: null, unitId: null, memberIds: ['self'] }, NOW)).toMatchObject({
    ...{ day: null, starts: [], start: null, ends: [], span: null, free: [], unit: null, party: [], missing: 'time' },
  })
})

test('a start that has passed is not chosen', () => {
  const view = { now: NOW, day: aDay(), members: MEMBERS } as unknown as SpaceView
  const choice = spaceChoice(view, { startsAt: at(0), endsAt: null, unitId: null, memberIds: [] }, at(0) + 1)
  expect(choice.starts[0]).toMatchObject({ startsAt: at(0), state: 'past' })
  expect([choice.start, choice.ends, choice.span]).toEqual([null, [], null])
})

test('a start selects the shortest span until a longer one is chosen, and again when that is no longer free', () => {
  expect(choose(aDay({ units: 1 }), { startsAt: at(0) }).span).toEqual({ startsAt: at(0), endsAt: at(1) })
  expect(choose(aDay({ units: 1 }), { startsAt: at(0), endsAt: at(3) }).span).toEqual({
    startsAt: at(0),
    endsAt: at(3),
  })
  const shorter = choose(aDay({ units: 1, spots: { 'a1-2': 'b' } }), { startsAt: at(0), endsAt: at(3) })
  expect(shorter.ends).toEqual([at(1), at(2)])
  expect(shorter.span).toEqual({ startsAt: at(0), endsAt: at(1) })
})

test('the party is limited to the maximum of one booking', () => {
  expect(choose(aDay({ partyMax: 2 }), { memberIds: ['mum', 'child', 'self'] }).party).toEqual(['mum', 'self'])
  expect(choose(aDay({ partyMax: 1 }), { memberIds: ['mum', 'self'] }).party).toEqual(['mum'])
})

test('with a limit of one person a tap replaces the other member; otherwise it toggles one', () => {
  expect(toggleMember(['self'], 'mum', aDay({ partyMax: 1 }))).toEqual(['mum'])
  expect(toggleMember(['self'], 'mum', aDay({ partyMax: 2 }))).toEqual(['self', 'mum'])
  expect(toggleMember(['self', 'mum'], 'self', aDay({ partyMax: 2 }))).toEqual(['mum'])
})

test('the call names the unit if the person chose it, or if there is only one', () => {
  const span = { startsAt: at(0), endsAt: at(1) }
  const call = (day: SpaceDay) => spaceCommand(choose(day, { startsAt: at(0), unitId: 'a2' }))
  expect(call(aDay())).toEqual({ sessionId: 'day', memberIds: ['self'], span: { ...span, unit: 'a2' } })
  expect(call(aDay({ units: 1 }))).toMatchObject({ span: { ...span, unit: 'a1' } })
  expect(call(aDay({ choose: false }))).toMatchObject({ span })
  expect(call(aDay({ choose: false }))?.span).not.toHaveProperty('unit')
})
