import cloud from 'wx-server-sdk'

/** A WeChat subscription message. */
export interface Message {
  openid: string
  templateId: string
  /** Page of the mini-program that a tap opens, without the leading slash. */
  page: string
  /** Field name of the template to its text. */
  fields: Record<string, string>
}

/** Sends a message. `refused`: the person has withdrawn the consent, a retry is useless. Other failures throw. */
export type SendMessage = (message: Message) => Promise<'sent' | 'refused'>

/** The platform's error code for a missing or used-up consent. */
const NO_CONSENT = 43101

/** Sends a subscription message through WeChat. */
export const sendByWeChat: SendMessage = async ({ openid, templateId, page, fields }) => {
  const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]))
  try {
    await cloud.openapi.subscribeMessage.send({ touser: openid, templateId, page, data })
    return 'sent'
  } catch (error) {
    if ((error as { errCode?: number }).errCode === NO_CONSENT) return 'refused'
    throw error
  }
}
