import { standingAt, wasWarned } from '@domain/noshows/ladder'
import type { PersonContext } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'

/** Warnings of one person that are remembered; one within half a year is enough. */
const REMEMBERED = 5

/** When warnings about no-shows were shown, by member; absent: its no-shows were counted before warnings were noted. */
export function warningsOf({ warned }: Pick<AccountDocument, 'warned'>): AccountDocument['warned'] {
  return warned
}

/**
 * The change that notes whom of a party the app has warned: whoever books while a warning is in force has read it on the
 * page. It belongs to the write that enters the booking, because only that is certain to come from the person's own hand.
 */
export function warningsShown(
  { now, openid }: Pick<PersonContext, 'now' | 'openid'>,
  account: Pick<AccountDocument, 'missed' | 'warned'>,
  party: readonly { id: string }[],
): Pick<AccountDocument, 'warned'> {
  // What the timer finishes in somebody's name, nobody has looked at.
  if (openid === '') return {}
  const { warned = {} } = account
  const shown = party.filter(({ id }) => {
    const [missed, before] = [account.missed[id] ?? [], warned[id] ?? []]
    // The first time counts: a later one could come after the miss that it was to prevent.
    return standingAt(missed, now, before).step === 'warning' && !wasWarned(missed, now, before)
  })
  if (shown.length === 0) return {}
  const added = shown.map(({ id }) => [id, [...(warned[id] ?? []), now].slice(-REMEMBERED)])
  return { warned: { ...warned, ...Object.fromEntries(added) } }
}
