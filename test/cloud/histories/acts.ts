import { DAY, HOUR } from '@domain/time'
import fc from '../../random'

/**
 * What a person does. Numbers choose among what exists at that moment, so that every history is meaningful: `session` is
 * a session of the theme, `who` a person, `which` one of the documents that such an act can be about.
 */
export type ResidentAct =
  | { does: 'book' | 'join' | 'register'; who: number; session: number; pair: boolean }
  | { does: 'book-span'; who: number; session: number; unit: number | null; from: number; slots: number }
  | { does: 'book-series'; who: number; series: number; pair: boolean }
  | { does: 'cancel' | 'accept' | 'leave' | 'appeal' | 'cancel-series' | 'consent'; which: number }
  /** One member of a booked party stays away, or one more comes. */
  | { does: 'remove-member' | 'add-member'; which: number; member: number }

export type StaffAct =
  | { does: 'check-in' | 'check-in-by-name' | 'undo' | 'cancel-for' | 'release' | 'open-spots'; which: number }
  | { does: 'walk-in' | 'book-for'; session: number; people: number; guest: number }
  | { does: 'capacity'; session: number; places: number }
  | { does: 'call-off'; session: number }
  | { does: 'move'; session: number; by: number }
  | { does: 'close-spots'; session: number; unit: number | null; from: number; slots: number }
  | { does: 'decide'; which: number; granted: boolean }

/** Acts of the canteen. `dish`, `mode` and `pay` choose among those that there are; `pay` null: nothing is paid. */
export type CanteenAct =
  | { does: 'order'; who: number; session: number; dish: number; mode: number; pair: boolean }
  | { does: 'change-order'; which: number; dish: number; mode: number }
  | { does: 'proof'; which: number; paper: number }
  | { does: 'hand-over'; which: number; pay: number | null }
  | { does: 'pay'; which: number; pay: number }
  | { does: 'reverse' | 'confirm-close'; which: number }
  | { does: 'report-stop'; which: number; isHanded: boolean }
  | { does: 'close-till'; isShort: boolean }

export type Act =
  | ResidentAct
  | StaffAct
  | CanteenAct
  /** Repeats an earlier call under its request id. */
  | { does: 'retry'; which: number }
  | { does: 'tick' }

const which = fc.nat(11)
const session = fc.nat(3)
const who = fc.nat(3)
const unit = fc.option(fc.nat(1), { nil: null, freq: 4 })
const from = fc.nat(5)
const slots = fc.integer({ min: 1, max: 3 })

/** Acts by name; a theme gives them weights. */
export const acts = {
  book: entering('book'),
  join: entering('join'),
  register: entering('register'),
  bookSpan: fc.record({ does: is('book-span'), who, session, unit, from, slots }),
  bookSeries: fc.record({ does: is('book-series'), who, series: fc.nat(1), pair: fc.boolean() }),
  cancel: choosing('cancel'),
  accept: choosing('accept'),
  leave: choosing('leave'),
  appeal: choosing('appeal'),
  cancelSeries: choosing('cancel-series'),
  consent: choosing('consent'),
  removeMember: ofParty('remove-member'),
  addMember: ofParty('add-member'),
  checkIn: choosing('check-in'),
  checkInByName: choosing('check-in-by-name'),
  undo: choosing('undo'),
  cancelFor: choosing('cancel-for'),
  release: choosing('release'),
  openSpots: choosing('open-spots'),
  walkIn: atTheDesk('walk-in'),
  bookFor: atTheDesk('book-for'),
  capacity: fc.record({ does: is('capacity'), session, places: fc.integer({ min: 1, max: 4 }) }),
  callOff: fc.record({ does: is('call-off'), session }),
  move: fc.record({ does: is('move'), session, by: fc.constantFrom(-HOUR, HOUR, 2 * HOUR, DAY) }),
  closeSpots: fc.record({ does: is('close-spots'), session, unit, from, slots }),
  decide: fc.record({ does: is('decide'), which, granted: fc.boolean() }),
  order: fc.record({ does: is('order'), who, session, dish: fc.nat(1), mode: fc.nat(2), pair: fc.boolean() }),
  changeOrder: fc.record({ does: is('change-order'), which, dish: fc.nat(1), mode: fc.nat(2) }),
  proof: fc.record({ does: is('proof'), which, paper: fc.nat(1) }),
  handOver: fc.record({ does: is('hand-over'), which, pay: fc.option(fc.nat(3), { nil: null, freq: 3 }) }),
  pay: fc.record({ does: is('pay'), which, pay: fc.nat(3) }),
  reverse: choosing('reverse'),
  confirmClose: choosing('confirm-close'),
  reportStop: fc.record({ does: is('report-stop'), which, isHanded: fc.boolean() }),
  closeTill: fc.record({ does: is('close-till'), isShort: fc.boolean() }),
  retry: fc.record({ does: is('retry'), which }),
  tick: fc.record({ does: is('tick') }),
} satisfies Record<string, fc.Arbitrary<Act>>

/** One of the named acts, with probabilities by weight. */
export function weighted(weights: Partial<Record<keyof typeof acts, number>>): fc.Arbitrary<Act> {
  const names = Object.keys(weights) as (keyof typeof acts)[]
  return fc.oneof(...names.map(name => ({ weight: weights[name] ?? 0, arbitrary: acts[name] as fc.Arbitrary<Act> })))
}

function is<Name extends string>(name: Name): fc.Arbitrary<Name> {
  return fc.constant(name)
}

function entering<Does extends 'book' | 'join' | 'register'>(does: Does) {
  return fc.record({ does: is(does), who, session, pair: fc.boolean() })
}

function choosing<Does extends string>(does: Does) {
  return fc.record({ does: is(does), which })
}

function ofParty<Does extends 'remove-member' | 'add-member'>(does: Does) {
  return fc.record({ does: is(does), which, member: fc.nat(2) })
}

function atTheDesk<Does extends 'walk-in' | 'book-for'>(does: Does) {
  return fc.record({ does: is(does), session, people: fc.integer({ min: 1, max: 2 }), guest: fc.nat(2) })
}
