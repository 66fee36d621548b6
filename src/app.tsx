import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { uploadScans } from '@/features/staff-checkin/upload'
import { listenForPrivacy } from '@/platform/privacy/wechat'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(listenForPrivacy)
  // Uploads what was scanned without a network before the app was closed.
  useLaunch(() => void uploadScans())
  return children
}
