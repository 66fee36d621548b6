import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { onNetworkBack } from '@/platform/network'
import { readerOf, refreshPack } from './pack'
import { notUploaded, useQueue } from './queue'
import { uploadScans } from './upload'

/** Interval while the server cannot be reached, ms. */
const RETRY_MS = 10_000
/** Interval of refreshing the stored roster, ms. */
const REFRESH_MS = 60_000
/** Codes computed ahead at a time, and the pause in between, ms: short enough not to delay a tap. */
const PORTION = 40
const PAUSE_MS = 60

async function sync(centreId: string): Promise<void> {
  await uploadScans()
  await refreshPack(centreId)
}

/**
 * Prepares a staff page for working without a network while it is in front: stores the roster, uploads the queue as soon
 * as the server can be reached, and computes digit codes ahead. Null: the person works at no door, and nothing is prepared.
 */
export function useSync(centreId: string | null): void {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  const troubled = useQueue(({ scans, trouble }) => trouble !== null || notUploaded(scans).length > 0)

  useEffect(() => {
    if (!shown || centreId === null) return
    void sync(centreId)
    return onNetworkBack(() => void sync(centreId))
  }, [shown, centreId])
  useEffect(() => {
    if (!shown || centreId === null) return
    const timer = setInterval(() => void sync(centreId), troubled ? RETRY_MS : REFRESH_MS)
    return () => clearInterval(timer)
  }, [shown, troubled, centreId])
  useEffect(() => {
    if (!shown || centreId === null) return
    const timer = setInterval(() => readerOf(centreId).prepare(cloudNow(), PORTION), PAUSE_MS)
    return () => clearInterval(timer)
  }, [shown, centreId])
}
