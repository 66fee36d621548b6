/** Characters of the proof in a printed code. */
export const PROOF_LENGTH = 8

/** What a printed code says: its station, and the proof that the code was seen. Null: an older code without proof. */
export interface StationScene {
  stationId: string
  proof: string | null
}

const SCENE = /^([a-z0-9][a-z0-9-]{0,31})(?:\.([a-z2-7]{8}))?$/

/** The `scene` of a station's printed code. */
export function sceneOf(stationId: string, proof: string): string {
  return `${stationId}.${proof}`
}

/** Reads the `scene` of a printed code; null when it is something else. */
export function readScene(scene: string): StationScene | null {
  const [, stationId, proof = null] = SCENE.exec(scene) ?? []
  return stationId === undefined ? null : { stationId, proof }
}

/** The station of a scanned text: `…scene=<station>.<proof>…` in a link or page path. Null when there is none. */
export function stationOfScan(text: string): StationScene | null {
  const scene = /(?:[?&]|%3F|%26)scene(?:=|%3D)([a-z0-9.-]+)(?![a-z0-9.-])/i.exec(text)?.[1]
  return scene === undefined ? null : readScene(scene)
}
