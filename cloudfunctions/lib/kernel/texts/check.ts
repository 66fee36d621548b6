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
 * Refuses an input with text that must not be shown to others; throws TEXT_REFUSED with the first such field. When WeChat's check
 * does not answer, the list of words has decided alone, and `onFailure` reports it: nobody is kept from booking, and no centre from
 * cancelling, because a service of the platform is down.
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
  const verdicts = await Promise.all(
    texts.map(text =>
      check({ ...text, openid }).catch(failure => {
        onFailure(failure)
        return 'pass' as const
      }),
    ),
  )
  refuse(texts.find((_, n) => verdicts[n] === 'risky'))
}
