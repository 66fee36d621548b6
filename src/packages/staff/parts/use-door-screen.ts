import { MINUTE } from '@domain/time'
import { useCallback, useEffect, useRef, useState } from 'react'
import { commit, newIntent } from '@/cloud/client'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { storedScreens } from '@/features/staff-checkin/kept'

/** How often the screen asks for the day's sessions and the next key, ms. */
const REFRESH_MS = 2 * MINUTE

/**
 * What the screen at a door shows: the stored answer at once, then the cloud's. Without a network the stored one stays;
 * when the person is no longer staff, the key is deleted (`access.ts`).
 */
export function useDoorScreen(centreId: string) {
  const [screen, setScreen] = useState(() => storedScreens.at(centreId).read())
  const [error, setError] = useState<CloudError | null>(null)
  const alive = useRef(true)

  const ask = useCallback(async () => {
    try {
      const answer = await commit('staff.doorKey', { centreId }, newIntent())
      if (!alive.current) return
      storedScreens.at(centreId).write(answer)
      setScreen(answer)
      setError(null)
    } catch (thrown) {
      if (!alive.current) return
      const failure = asCloudError(thrown)
      setError(failure)
      if (failure.code === 'FORBIDDEN') setScreen(null)
    }
  }, [centreId])

  useEffect(() => {
    alive.current = true
    void ask()
    const timer = setInterval(() => void ask(), REFRESH_MS)
    return () => {
      alive.current = false
      clearInterval(timer)
    }
  }, [ask])

  return { screen, error, ask }
}
