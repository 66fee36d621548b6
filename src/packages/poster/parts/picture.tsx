import { View } from '@tarojs/components'
import { Alert } from '@/ui/alert'
import { cx } from '@/ui/cx'
import { Board } from './board'
import styles from './poster.module.scss'
import type { Saved } from './surface'
import type { Poster } from './use-poster'

const WHY: Partial<Record<Saved, { text: string; hint: string }>> = {
  denied: { text: '还没让暖锋驿家存图片', hint: '点下面的按钮，打开「添加到相册」，回来再保存。' },
  failed: { text: '没能存下来', hint: '看看手机还有没有空间，再试一次；也可以直接截屏。' },
}

/** The picture as it will be saved, what it says, and what went wrong. */
export function Picture({ poster: { words, saved, impossible, onReady } }: { poster: Poster }) {
  const why = impossible
    ? { text: '这台手机画不了图片', hint: '返回上一页，用「分享」发给他们吧。' }
    : saved && WHY[saved]
  return (
    <View className={cx(styles.page)}>
      {!impossible && <Board label={words ?? '海报图片'} onReady={onReady} />}
      {why && <Alert id="poster-problem" {...why} />}
      <View className={cx(styles.words)}>扫图上的码，打开的就是这一页；课上完了、约满了，也会说还能约什么。</View>
    </View>
  )
}
