import { PageContainer } from '@tarojs/components'
import { useEffect } from 'react'
import { noteGuardRemoved } from '@/platform/back-guards'
import styles from './sheet.module.scss'

/**
 * Makes the phone's way back (Android's key, the swipe from the edge) close what is open instead of the page. WeChat does
 * this for an open page container, so an empty one stands beside the content.
 */
export function BackGuard({ onBack }: { onBack: () => void }) {
  useEffect(() => noteGuardRemoved, [])
  return (
    <PageContainer
      id="back-guard"
      show
      duration={0}
      zIndex={1}
      overlay={false}
      customStyle="width: 0; height: 0;"
      className={styles.guard ?? ''}
      onAfterLeave={onBack}
    />
  )
}
