import { copyText } from '@/platform/phone'
import { toast } from '@/ui/toast'

/** Copies the link of a card, and says so. */
export async function copyLink(link: string): Promise<void> {
  if (await copyText(link)) toast('链接复制好了', '发给他们，点开就能看到。')
  else toast('没能复制', '请从浏览器的地址栏复制。')
}
