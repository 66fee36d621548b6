import { randomUUID } from 'node:crypto'
import type { Answer } from './answer'

/** Texts that WeChat itself publishes as samples of what its check refuses. */
const SAMPLES = ['特3456书yuuo莞6543李zxcz蒜7782法fgnv级', '完2347全dfji试3726测asad感3847知qwez到']

const LONGEST = 2500
const SCENES = [1, 2, 3, 4]
/** Labels of the answer: nothing found; something else. */
const LABEL_CLEAN = 100
const LABEL_OTHER = 21000

/** Text without what is put between the characters of a word to hide it. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/**
 * `security.msgSecCheck` with a list of words. On the platform version 2 also refuses people who have not used the
 * mini-program for two hours, which the local cloud does not know. A call without `version` is of version 1, which takes the
 * text alone and refuses it with an error code; WeChat has left it as it was in 2021.
 * Source: developers.weixin.qq.com, 文本内容安全识别 (msgSecCheck), and security.msgSecCheck 1.0.
 */
export function checkText(parameters: Record<string, unknown>, refusedWords: readonly string[]): Answer {
  const { content, version, scene, openid } = parameters
  if (typeof content !== 'string' || content === '') return { errcode: 44002, errmsg: 'empty post data' }
  const text = bare(content)
  const risky = [...SAMPLES, ...refusedWords].some(word => text.includes(bare(word)))
  if (version === undefined) return risky ? { errcode: 87014, errmsg: 'risky content' } : { errcode: 0, errmsg: 'ok' }
  if (typeof openid !== 'string' || openid === '') return { errcode: 40003, errmsg: 'invalid openid' }
  if (version !== 2 || Array.from(content).length > LONGEST) return { errcode: 47001, errmsg: 'data format error' }
  if (!SCENES.includes(scene as number)) return { errcode: 40129, errmsg: 'invalid scene' }
  const result = risky ? { suggest: 'risky', label: LABEL_OTHER } : { suggest: 'pass', label: LABEL_CLEAN }
  return { errcode: 0, errmsg: 'ok', result, detail: [], trace_id: randomUUID() }
}
