import { lotOf, type Ticket } from '@domain/ballot/draw'
import { placesOf } from '@domain/bookings/places'
import { ticketHolderOf } from '../../kernel/ids'
import type { Context } from '../../kernel/router/context'
import type { SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { oneOf } from '../../kernel/store/port'
import { mapChunks } from '../../kernel/work/background'

type Entries = [id: string, entry: WaitEntry][]

/**
 * The tickets of a draw, each with its lot. A household has one: where a crashed call, or one in progress, has left a second
 * entry, the account's ledger decides which of them counts, and the other takes no part.
 */
export async function ticketsOf(
  context: Pick<Context, 'store' | 'idSecret'>,
  { _id, waitlist }: Pick<SessionDocument, '_id' | 'waitlist'>,
  seed: string,
): Promise<Ticket[]> {
  const { store } = context
  const households = new Map<string, Entries>()
  for (const [id, entry] of Object.entries(waitlist)) {
    households.set(entry.accountId, [...(households.get(entry.accountId) ?? []), [id, entry]])
  }
  const doubtful = [...households].filter(([, entries]) => entries.length > 1).map(([accountId]) => accountId)
  const ledgers = (
    await mapChunks(doubtful, part =>
      store.accounts.find({ where: { _id: oneOf(part) }, limit: part.length, fields: ['ledger'] }),
    )
  ).flat()
  return [...households].flatMap(([accountId, entries]) => {
    const ledger = ledgers.find(account => account._id === accountId)?.ledger ?? {}
    const [id, entry] = entries.find(([entryId]) => ledger[entryId]) ?? earliest(entries)
    return entry ? [{ id, places: placesOf(entry), lot: lotOf(seed, _id, ticketHolderOf(context, accountId)) }] : []
  })
}

function earliest(entries: Entries): [id: string, entry?: WaitEntry] {
  return entries.reduce((first, next) => (next[1].at < first[1].at ? next : first))
}
