import { Button } from '@tarojs/components'
import { copyText } from '@/platform/phone'
import { type ShareCard, webLinkOf } from '@/platform/share'
import { cx } from '@/ui/cx'
import { ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'
import styles from './share-row.module.scss'

interface ShareRowProps {
  id: string
  title?: string
  card: ShareCard
}

async function copyLink(link: string): Promise<void> {
  if (await copyText(link)) toast('链接复制好了', '发给他们，点开就能看到。')
  else toast('没能复制', '请从浏览器的地址栏复制。')
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
