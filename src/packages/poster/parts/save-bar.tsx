import Taro from '@tarojs/taro'
import { Button } from '@/ui/button'
import type { Poster } from './use-poster'

/** Saves the picture; once permission was refused, only WeChat's settings can give it. */
export function SaveBar({ poster: { drawn, saving, saved, save } }: { poster: Poster }) {
  if (!drawn) return null
  if (saved === 'denied') {
    return (
      <Button id="poster-settings" onTap={() => void Taro.openSetting().then(save, () => undefined)}>
        去设置里打开
      </Button>
    )
  }
  return (
    <Button id="poster-save" busy={saving} onTap={() => void save()}>
      保存图片
    </Button>
  )
}
