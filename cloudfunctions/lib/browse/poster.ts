import { classSceneOf, MAX_SCENE } from '@domain/share/scene'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'

/** With this many bytes, the answer stays below 100 KB as text. */
const MAX_BYTES = 72_000

/** Returns the code of a page. Only of what there is: a code costs a call to WeChat. */
export const getPosterCode: Handler<'poster.code'> = async ({ store, drawCode }, { page, id, startsAt = null }) => {
  if (page === 'class') requireFound(await store.offerings.get(id), 'OFFERING_NOT_FOUND')
  else requireFound(await store.stations.get(id), 'STATION_NOT_FOUND')
  const scene = page === 'class' ? classSceneOf({ offeringId: id, startsAt }) : id.length <= MAX_SCENE ? id : null
  if (scene === null || !drawCode) return { code: null }
  const { contentType, bytes } = await drawCode(`pages/${page}/index`, scene)
  return { code: bytes.length > MAX_BYTES ? null : `data:${contentType};base64,${bytes.toString('base64')}` }
}
