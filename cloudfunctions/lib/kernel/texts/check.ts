import { type WrittenText, writtenTexts } from '@domain/contracts/written'
import type { GenericSchema } from 'valibot'
import { AppError } from '../router/errors'
import { hasRefusedWord } from './words'

/** A text that a person has written, and who. */
export interface TextToCheck extends WrittenText {
  openid: string
}

/** WeChat's check of a text that others will read. Throws when it does not answer. */
export type CheckText = (text: TextToCheck) => Promise<'pass' | 'risky'>

/**
 * Refuses an input with text that must not be shown to others; throws TEXT_REFUSED with the first such field. When WeChat's
 * check does not answer, the list of words has decided alone, and `onFailure` reports it: nobody is kept from booking, and no
 * centre from cancelling, because a service of the platform is down.
 */
export async function requireCleanTexts(
  schema: GenericSchema,
  input: unknown,
  openid: string,
  check: CheckText,
  onFailure: (failure: unknown) => void,
): Promise<void> {
  const texts = writtenTexts(schema, input)
  const refuse = (text: WrittenText | undefined) => {
    if (text) throw new AppError('TEXT_REFUSED', { path: text.path.slice(0, 100) })
  }
  refuse(texts.find(({ text }) => hasRefusedWord(text)))
  const orNone = (answer: Promise<WrittenText | undefined>) =>
    answer.catch(failure => {
      onFailure(failure)
      return undefined
    })
  /** The first risky text of a group, which is checked as one: two halves are looked at only when the whole is risky. */
  const riskyOf = async (group: readonly WrittenText[]): Promise<WrittenText | undefined> => {
    const [first] = group
    if (!first) return undefined
    const text = group.map(one => one.text).join('\n')
    if ((await check({ ...first, text, openid })) === 'pass') return undefined
    if (group.length === 1) return first
    const half = Math.ceil(group.length / 2)
    // The whole is risky, also when a half gets no answer.
    return (await orNone(riskyOf(group.slice(0, half)))) ?? (await orNone(riskyOf(group.slice(half)))) ?? first
  }
  const risky = await Promise.all(groupsOf(texts).map(group => orNone(riskyOf(group))))
  refuse(risky.find(text => text !== undefined))
}

/** So many texts are checked one by one at once; more, such as the names of a hundred seats, together. */
const FEW = 4
/** Of the 2,500 characters that WeChat takes. */
const GROUP_LENGTH = 2000

function groupsOf(texts: readonly WrittenText[]): WrittenText[][] {
  if (texts.length <= FEW) return texts.map(text => [text])
  const groups: WrittenText[][] = []
  let length = 0
  for (const text of texts) {
    const last = groups[groups.length - 1]
    length += text.text.length + 1
    if (last && last[0]?.scene === text.scene && length <= GROUP_LENGTH) last.push(text)
    else {
      groups.push([text])
      length = text.text.length
    }
  }
  return groups
}
