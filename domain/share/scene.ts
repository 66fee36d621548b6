import { MINUTE } from '../time'

/** WeChat's limit for the `scene` of a mini-program code, characters. */
export const MAX_SCENE = 32

/** What the code on the poster of a class says: the class, and when the session begins that the poster names, epoch ms. */
export interface ClassScene {
  offeringId: string
  startsAt: number | null
}

const SCENE = /^([a-z0-9][a-z0-9-]{0,31})(?:\.([0-9a-z]{1,7}))?$/

/** The `scene` of the code on a poster of a class; without the session where an id is long; null when the id itself is too long. */
export function classSceneOf({ offeringId, startsAt }: ClassScene): string | null {
  const whole = startsAt === null ? offeringId : `${offeringId}.${Math.floor(startsAt / MINUTE).toString(36)}`
  return [whole, offeringId].find(scene => scene.length <= MAX_SCENE) ?? null
}

/** Reads the `scene` of a code; null when it is something else. */
export function readClassScene(scene: string): ClassScene | null {
  const [, offeringId, minutes] = SCENE.exec(scene) ?? []
  if (offeringId === undefined) return null
  return { offeringId, startsAt: minutes === undefined ? null : Number.parseInt(minutes, 36) * MINUTE }
}

/** The session that begins in the minute that a code names; null when none does (any more). */
export function sessionAt<Session extends { startsAt: number }>(
  sessions: readonly Session[],
  startsAt: number,
): Session | null {
  return sessions.find(session => Math.floor(session.startsAt / MINUTE) === Math.floor(startsAt / MINUTE)) ?? null
}
