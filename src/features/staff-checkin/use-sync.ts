import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { onNetworkBack } from '@/platform/network'
import { readerOf, refreshPack } from './pack'
import { notUploaded, useQueue } from './queue'
import { uploadScans } from './upload'

/** A server out of reach is looked for so often, ms. */
const RETRY_MS = 10_000
/** The roster on the phone is kept fresh, ms. */
const REFRESH_MS = 60_000
/** So that a finger never waits: digits worked out in one go, and the pause between two, ms. */
const PORTION = 40
const PAUSE_MS = 60

async function sync(centreId: string): Promise<void> {
  await uploadScans()
  await refreshPack(centreId)
}

/**
 * Keeps a staff page ready for a dead network while it is in front: takes the roster along, brings in what waits as soon
 * as the server can be reached, and works ahead on the digits.
 */
export function useSync(centreId: string): void {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  const troubled = useQueue(({ scans, online }) => !online || notUploaded(scans).length > 0)

  useEffect(() => {
    if (!shown) return
    void sync(centreId)
    return onNetworkBack(() => void sync(centreId))
  }, [shown, centreId])
  useEffect(() => {
    if (!shown) return
    const timer = setInterval(() => void sync(centreId), troubled ? RETRY_MS : REFRESH_MS)
    return () => clearInterval(timer)
  }, [shown, troubled, centreId])
  useEffect(() => {
    if (!shown) return
    const timer = setInterval(() => readerOf(centreId).prepare(cloudNow(), PORTION), PAUSE_MS)
    return () => clearInterval(timer)
  }, [shown, centreId])
}
