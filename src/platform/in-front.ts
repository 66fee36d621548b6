import Taro, { useRouter } from '@tarojs/taro'
import { useCallback } from 'react'

/** Whether the calling page is still in front. Ask it before steering: the person may have left while an answer was due. */
export function usePageInFront(): () => boolean {
  const { $taroPath } = useRouter()
  return useCallback(() => {
    const pages = Taro.getCurrentPages()
    return pages[pages.length - 1]?.$taroPath === $taroPath
  }, [$taroPath])
}
