import { byId, getJson, icon, make } from './dom'

interface Message {
  id: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
  at: number
}

/** Title and field names of a message template, which WeChat keeps and a message does not carry. */
interface Template {
  title: string
  labels: Record<string, string>
}

const POLL_MS = 2000
let templates: Record<string, Template> = {}

/** Formats a time: 今天 14:03, 昨天 14:03, 7月12日 14:03. */
function formatTime(at: number): string {
  const date = new Date(at)
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  const clock = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
  const day = { '0': '今天', '1': '昨天', '-1': '明天' }[String(days)] ?? `${date.getMonth() + 1}月${date.getDate()}日`
  return `${day} ${clock}`
}

function renderMessage(message: Message, open: (page: string) => void): HTMLElement {
  const template = templates[message.templateId]
  const fields = make('dl')
  for (const [key, { value }] of Object.entries(message.data)) {
    const label = template?.labels[key]
    if (label) fields.append(make('dt', {}, label))
    fields.append(make('dd', { className: label ? '' : 'bare' }, value))
  }
  const parts: Node[] = [
    make(
      'header',
      {},
      make('img', { src: 'icon.svg', alt: '' }),
      '暖锋驿家 · 服务通知',
      make('time', { dateTime: new Date(message.at).toISOString() }, formatTime(message.at)),
    ),
    make('h3', {}, template?.title ?? '订阅消息'),
    fields,
  ]
  if (message.page === '') return make('article', { className: 'message' }, ...parts)
  const element = make(
    'button',
    { type: 'button', className: 'message' },
    ...parts,
    make('footer', {}, '进入小程序查看'),
  )
  element.addEventListener('click', () => open(message.page))
  return element
}

const empty = () =>
  make('div', { className: 'empty' }, icon('bell'), make('p', {}, '还没有消息。约上一节课，开课前的提醒会出现在这里。'))

export interface Inbox {
  /** Shows the messages of this person from now on. */
  follow(openid: string): void
}

/** Polls the list of messages; `onState` is told whether the cloud answered. */
export async function startInbox(open: (page: string) => void, onState: (alive: boolean) => void): Promise<Inbox> {
  const state = await getJson<{ templates: Record<string, Template> }>('/preview/templates')
  templates = state.templates
  let openid = ''
  let shown: string | undefined

  const refresh = async () => {
    if (openid === '' || document.hidden) return
    const asked = openid
    try {
      const { messages } = await getJson<{ messages: Message[] }>(`/outbox?openid=${encodeURIComponent(asked)}`)
      onState(true)
      const now = [asked, new Date().getDate(), ...messages.map(message => message.id)].join()
      if (asked !== openid || now === shown) return
      shown = now
      byId('messages').replaceChildren(
        ...(messages.length > 0 ? messages.map(one => renderMessage(one, open)) : [empty()]),
      )
    } catch {
      onState(false)
    }
  }
  setInterval(refresh, POLL_MS)
  return {
    follow: who => {
      openid = who
      void refresh()
    },
  }
}
