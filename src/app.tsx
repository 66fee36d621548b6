import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { listenForPrivacy } from '@/platform/privacy/wechat'
import { uploadScans } from '@/staff/offline/upload'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(listenForPrivacy)
  // What was scanned without network before the app was closed.
  useLaunch(() => void uploadScans())
  return children
}
