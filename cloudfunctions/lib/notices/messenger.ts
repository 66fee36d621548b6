import cloud from 'wx-server-sdk'

/** A subscription message, as WeChat shows it on the person's phone. */
export interface Message {
  openid: string
  templateId: string
  /** Page of the mini-program that a tap opens, without the leading slash. */
  page: string
  /** Field name of the template to its text. */
  fields: Record<string, string>
}

/** `refused`: the person has taken the consent back; trying again is of no use. Other failures throw. */
export type SendMessage = (message: Message) => Promise<'sent' | 'refused'>

/** The platform's code for a consent that is used up or was never given. */
const NO_CONSENT = 43101

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
