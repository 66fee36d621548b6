import { nameKey } from '@domain/typed'
import { type Keyed, type KeyedRequest, keyedId, requestIdOf } from './derive'

/** What stands for a social worker in the entry of one contest. */
export function talentKeyOf({ idSecret, accountId }: Keyed & { accountId: string }, contestId: string): string {
  return keyedId({ idSecret }, 'talent', contestId, accountId)
}

/** Id of a need. */
export function needIdOf(request: KeyedRequest): string {
  return requestIdOf('need', request)
}

/** Id of a household's voice in the vote on a topic. */
export function voteIdOf(keyed: Keyed, topicId: string, accountId: string): string {
  return keyedId(keyed, 'vote', topicId, accountId)
}

/** What stands for a person's request in a record that outlives their erasure: it joins to no other record and to no log. */
export function requestKeyOf(keyed: Keyed, recordId: string, requestId: string): string {
  return keyedId(keyed, 'request of a person', recordId, requestId)
}

/** Id of the project that carries out a topic. */
export function projectIdOf(keyed: Keyed, topicId: string): string {
  return keyedId(keyed, 'project', topicId)
}

/** Id of a voice that was entered from a paper: equal for equal digits and a name that differs in its way of writing only. */
export function paperVoteIdOf(keyed: Keyed, topicId: string, name: string, lastFour: string): string {
  return keyedId(keyed, 'paper vote', topicId, nameKey(name), lastFour)
}
