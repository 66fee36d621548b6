import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { listenForPrivacy } from '@/platform/privacy/wechat'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(listenForPrivacy)
  return children
}
