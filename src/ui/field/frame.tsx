import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

export interface FrameProps {
  className: string
  /** What is asked for. */
  label: string
  /** `text`: one input; `choices`: several elements to tap. */
  holds: 'text' | 'choices'
  children: ReactNode
}

/** The box around a label and its input. */
export function Frame({ className, children }: FrameProps) {
  return <View className={className}>{children}</View>
}
