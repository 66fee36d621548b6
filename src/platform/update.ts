import Taro from '@tarojs/taro'
import { logFault } from './log'

/** Asks to restart when WeChat has loaded a new version of the app; otherwise people get it at the next cold start. */
export function offerUpdates(): void {
  if (process.env.TARO_ENV === 'weapp' && Taro.canIUse('getUpdateManager')) listen()
}

function listen(): void {
  try {
    const manager = Taro.getUpdateManager()
    manager.onUpdateReady(() => void offer(() => manager.applyUpdate()))
    manager.onUpdateFailed(() => logFault('update', {}))
  } catch (failure) {
    logFault('update', { errCode: (failure as { errCode?: unknown })?.errCode })
  }
}

async function offer(restart: () => void): Promise<void> {
  try {
    const { confirm } = await Taro.showModal({
      title: '有新版本了',
      content: '重新打开一下就能用上。正在填的内容要重新填，约好的都在。',
      confirmText: '现在更新',
      cancelText: '等一会儿',
    })
    if (confirm) restart()
  } catch {
    // No dialog could be shown: the new version comes at the next start.
  }
}
