import cloud from 'wx-server-sdk'

export interface PageCode {
  contentType: string
  bytes: Buffer
}

/** Draws the mini-program code of a page of the app with a `scene` of at most 32 characters. */
export type DrawCode = (page: string, scene: string) => Promise<PageCode>

/** Each code is the same for ever, and WeChat bounds how many it draws a minute; so many are remembered by an instance. */
const MOST_REMEMBERED = 100
const remembered = new Map<string, PageCode>()

/** A code that takes longer does not come, ms: the person waits for it. */
const PATIENCE_MS = 5000
/** The smallest that WeChat draws, px: an answer is limited. */
const WIDTH = 280

/**
 * Draws a code with WeChat's `wxacode.getUnlimited`. Throws when it fails.
 * Source: developers.weixin.qq.com, 获取不限制的小程序码 (getUnlimitedQRCode).
 */
export const codeByWeChat: DrawCode = async (page, scene) => {
  const key = `${page}?${scene}`
  const known = remembered.get(key)
  if (known) return known
  // Before the app is published WeChat knows no page of it.
  const asked = cloud.openapi.wxacode.getUnlimited({ page, scene, width: WIDTH, checkPath: false } as never)
  const answer = (await inTime(asked)) as { contentType?: string; buffer?: Buffer }
  if (!Buffer.isBuffer(answer.buffer)) throw new Error('getUnlimited gave no picture')
  const code = { contentType: answer.contentType ?? 'image/jpeg', bytes: answer.buffer }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(key, code)
  return code
}

function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('getUnlimited did not answer in time')), PATIENCE_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
