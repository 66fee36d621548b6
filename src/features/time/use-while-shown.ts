import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'

/** Does something while the screen is in front; `start` answers how to undo it. */
export function useWhileShown(start: () => () => void): void {
  const undo = useRef<() => void>(() => undefined)
  useDidShow(() => {
    undo.current()
    undo.current = start()
  })
  useDidHide(() => undo.current())
  useEffect(() => () => undo.current(), [])
}
