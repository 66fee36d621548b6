import { useEffect, useState } from 'react'

/** A call that takes longer is called slow, ms. */
const SLOW_AFTER = 4000

/** Whether something has been under way for so long that the person should be told. */
export function useSlow(active: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!active) return
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [active])
  return active && slow
}
