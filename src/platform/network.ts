import Taro from '@tarojs/taro'

/** Calls back whenever the device finds a network again; the returned function ends that. */
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
    // A device that tells nothing is asked now and then.
    return () => undefined
  }
}
