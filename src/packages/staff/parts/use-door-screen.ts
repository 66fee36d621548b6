import type { DoorScreen } from '@domain/contracts/door'
import { MINUTE } from '@domain/time'
import { useCallback, useEffect, useRef, useState } from 'react'
import { commit, newIntent } from '@/cloud/client'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { storedFamily } from '@/platform/storage'

const screens = storedFamily<DoorScreen>({ name: 'door', version: 1, kept: 'offline' })

/** How often the screen asks for the day's sessions and the next key, ms. */
const REFRESH_MS = 2 * MINUTE

/**
 * What the screen at a door shows: the stored answer at once, then the cloud's. Without a network the stored one stays;
 * when the person is no longer staff, the key is deleted.
 */
export function useDoorScreen(centreId: string) {
  const [screen, setScreen] = useState(() => screens.at(centreId).read())
  const [error, setError] = useState<CloudError | null>(null)
  const alive = useRef(true)

  const ask = useCallback(async () => {
    try {
      const answer = await commit('staff.doorKey', { centreId }, newIntent())
      if (!alive.current) return
      screens.at(centreId).write(answer)
      setScreen(answer)
      setError(null)
    } catch (thrown) {
      if (!alive.current) return
      const failure = asCloudError(thrown)
      setError(failure)
      if (failure.code !== 'FORBIDDEN') return
      screens.at(centreId).remove()
      setScreen(null)
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
