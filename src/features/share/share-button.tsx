import { Button as NativeButton } from '@tarojs/components'
import type { ShareCard } from '@/platform/share'
import { webLinkOf } from '@/platform/share'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { copyLink } from './copy-link'
import styles from './share.module.scss'

interface ShareButtonProps {
  id: string
  label: string
  card: ShareCard
}

/** The main action of a page that sends its card; a browser copies the link. */
export function ShareButton({ id, label, card }: ShareButtonProps) {
  const link = webLinkOf(card)
  if (link !== null) {
    return (
      <Button id={id} icon="copy" onTap={() => void copyLink(link)}>
        复制链接，发给他
      </Button>
    )
  }
  return (
    <NativeButton id={id} className={cx(styles.main)} openType="share">
      {label}
    </NativeButton>
  )
}
