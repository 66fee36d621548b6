import { useEffect, useState } from 'react'
import { toast } from '@/ui/toast'
import { drawPoster, type PosterFacts } from './draw'
import { wordsOf } from './facts'
import type { Saved, Surface } from './surface'

export interface Poster {
  /** What the picture says; null until it is known. */
  words: string | null
  drawn: boolean
  /** This phone draws no pictures. */
  impossible: boolean
  /** What became of saving; null before. */
  saved: Saved | null
  saving: boolean
  onReady: (surface: Surface | null) => void
  save: () => Promise<void>
}

/** Draws the picture when everything is there. `code`: a data URL; null: there is none; undefined: it may still come. */
export function usePoster(facts: PosterFacts | null, code: string | null | undefined): Poster {
  const [surface, setSurface] = useState<Surface | null>()
  const [drawn, setDrawn] = useState(false)
  const [saved, setSaved] = useState<Saved | null>(null)
  const [saving, setSaving] = useState(false)
  const key = facts && JSON.stringify(facts)
  useEffect(() => {
    if (!surface || key === null || code === undefined) return
    let left = false
    // A code that is no picture is left out.
    const loading = code === null ? Promise.resolve(null) : surface.load(code).catch(() => null)
    void loading.then(picture => {
      if (left) return
      drawPoster(surface.context, JSON.parse(key) as PosterFacts, picture)
      setDrawn(true)
    })
    return () => {
      left = true
    }
  }, [surface, key, code])
  const save = async () => {
    if (!surface || !facts || saving) return
    setSaving(true)
    setSaved(null)
    const answer = await surface.save(`${facts.title}海报`)
    setSaving(false)
    setSaved(answer)
    if (answer === 'saved') toast('存好了', '可以发给家人邻居，也可以打印出来贴。')
  }
  const words = facts && wordsOf(facts)
  return { words, drawn, impossible: surface === null, saved, saving, onReady: setSurface, save }
}
