import { useEffect, useState } from 'react'
import type { ART, SceneName } from './art'

type Art = typeof ART

let art: Art | undefined
let coming: Promise<void> | undefined

/** Loads the drawings once. Without a network the screen says everything in words; the next screen tries again. */
function load(): Promise<void> {
  coming ??= import('./art').then(
    loaded => {
      art = loaded.ART
    },
    () => {
      coming = undefined
    },
  )
  return coming
}

// They are a tenth of what the first screen would load, and it can be read before they are there.
void load()

/** Where a drawing is loaded from; empty until the drawings are there. Its place has its size before. */
export function useArt(name: SceneName): string {
  const [known, setKnown] = useState(art)
  useEffect(() => {
    if (!known) void load().then(() => setKnown(art))
  }, [known])
  return known?.[name] ?? ''
}
