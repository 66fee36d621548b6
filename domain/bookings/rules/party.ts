import { type Refusal, refuse } from '../../errors'
import type { BookingRules } from '../../offerings/rules'
import { isAdult, type Member } from '../../people/members'
import { checkPerson } from './audience'

/** Checks the party: its size, every person in it, and for parent-child classes at least one child and one adult. */
export function checkParty(party: Member[], rules: BookingRules, startsAt: number): Refusal | null {
  if (party.length > rules.partyMax) return refuse('PARTY_TOO_LARGE', { max: rules.partyMax })
  for (const member of party) {
    const refusal = checkPerson(member, rules.audience, startsAt)
    if (refusal) return refusal
  }
  return checkTogether(party, rules, startsAt)
}

/** A parent-child class has at least one child and one adult in the party. */
export function checkTogether(party: Member[], { audience }: BookingRules, startsAt: number): Refusal | null {
  if (audience.accompanied !== 'together') return null
  const adults = party.filter(member => isAdult(member, startsAt)).length
  if (adults === 0) return refuse('ADULT_NEEDED', null)
  return adults === party.length ? refuse('CHILD_NEEDED', null) : null
}
