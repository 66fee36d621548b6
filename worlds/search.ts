import { emptyShard, shardIdOf } from '../cloudfunctions/lib/catalogue/search-index'
import type { SearchShardDocument } from '../cloudfunctions/lib/kernel/store/documents'
import { indexCentre } from '../cloudfunctions/lib/search/build'
import type { Collections } from './world'

/** The search index of a world, as the timer would have written it at `now` (epoch ms). */
export function searchIndexOf(world: Collections, now: number): SearchShardDocument[] {
  const shards = new Map<string, SearchShardDocument>()
  for (const centre of world.centres ?? []) {
    const { _id } = centre
    const shard = shards.get(shardIdOf(_id)) ?? emptyShard(shardIdOf(_id))
    shards.set(shard._id, shard)
    shard.centres[_id] = indexCentre({
      centre,
      offerings: (world.offerings ?? []).filter(({ centreId }) => centreId === _id),
      stations: (world.stations ?? []).filter(({ centreId }) => centreId === _id),
      sittings: (world.sessions ?? []).filter(({ centreId, kind, startsAt }) => {
        return centreId === _id && kind === 'meal' && startsAt > now
      }),
    })
    shard.builtAt[_id] = now
    shard.changedAt = now
  }
  return [...shards.values()]
}
