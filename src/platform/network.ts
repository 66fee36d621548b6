import Taro from '@tarojs/taro'

/** Calls `run` whenever the device is online again; the returned function unsubscribes. */
export function onNetworkBack(run: () => void): () => void {
  if (process.env.TARO_ENV === 'h5') {
    window.addEventListener('online', run)
    return () => window.removeEventListener('online', run)
  }
  const listener = ({ isConnected }: { isConnected: boolean }) => {
    if (isConnected) run()
  }
  try {
    Taro.onNetworkStatusChange(listener)
    return () => Taro.offNetworkStatusChange(listener)
  } catch {
    // Callers retry from time to time anyway.
    return () => undefined
  }
}
