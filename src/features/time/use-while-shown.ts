import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'

/** Runs `start` while the screen is in front; the function it returns undoes it. */
export function useWhileShown(start: () => () => void): void {
  const undo = useRef<() => void>(() => undefined)
  useDidShow(() => {
    undo.current()
    undo.current = start()
  })
  useDidHide(() => undo.current())
  useEffect(() => () => undo.current(), [])
}
