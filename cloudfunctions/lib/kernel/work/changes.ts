/** Changes of a document that are remembered to recognise late replays. */
const KEPT = 20

/** The ids of the latest changes of a document, with one more: a late replay of them changes nothing. */
export function latestChanges(changes: readonly string[] | undefined, id: string): string[] {
  return [...(changes ?? []), id].slice(-KEPT)
}

/** A value that a later request replaces as a whole, with the requests of those that it has replaced. */
interface Replaceable {
  requestId: string
  replaced?: string[]
}

/** Says whether a request has made this value, or one that was replaced since: a late replay does not bring that back. */
export function isMadeBy(value: Replaceable | null | undefined, requestId: string): boolean {
  return value?.requestId === requestId || (value?.replaced?.includes(requestId) ?? false)
}

/** The requests that a value replaces which is made now. */
export function replacedBy(before: Replaceable | null | undefined): Pick<Replaceable, 'replaced'> {
  return before ? { replaced: latestChanges(before.replaced, before.requestId) } : {}
}
