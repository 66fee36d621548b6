import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { onAnswer } from '@/cloud/answers'
import { watchAccess } from '@/features/staff-checkin/access'
import { dropExpiredScreens } from '@/features/staff-checkin/kept'
import { dropExpiredPack } from '@/features/staff-checkin/pack'
import { uploadScans } from '@/features/staff-checkin/upload'
import { keepBuild } from '@/platform/kept-build'
import { holdPrefetches } from '@/platform/prefetches'
import { listenForPrivacy } from '@/platform/privacy/wechat'
import { offerUpdates } from '@/platform/update'
import './app.scss'
// After the styles of the app, which those of components override.
import './first-screen'

onAnswer(holdPrefetches(keepBuild))

export default function App({ children }: PropsWithChildren) {
  useLaunch(listenForPrivacy)
  useLaunch(offerUpdates)
  useLaunch(dropExpiredPack)
  useLaunch(dropExpiredScreens)
  useLaunch(watchAccess)
  // Uploads what was scanned without a network before the app was closed.
  useLaunch(() => void uploadScans())
  return children
}
