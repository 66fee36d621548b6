import { Button } from '@tarojs/components'
import { type ShareCard, webLinkOf } from '@/platform/share'
import { cx } from '@/ui/cx'
import { ListRow } from '@/ui/list-row'
import { copyLink } from './copy-link'
import styles from './share.module.scss'

interface ShareRowProps {
  id: string
  title?: string
  card: ShareCard
}

/** Sends the card of this page to a chat; in a browser it copies the link. The page calls `useShareCard` with the same card. */
export function ShareRow({ id, title = '分享给家人、邻居', card }: ShareRowProps) {
  const link = webLinkOf(card)
  if (link !== null) return <ListRow id={id} icon="go" title={title} leads onTap={() => void copyLink(link)} />
  return (
    <Button id={id} className={cx(styles.share)} openType="share">
      <ListRow icon="go" title={title} leads />
    </Button>
  )
}
