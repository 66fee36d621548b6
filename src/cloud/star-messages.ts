import type { ErrorDetails } from '@domain/errors'
import { PHASE_LABELS } from '@domain/rating/round'

type StarCode = Extract<keyof ErrorDetails, `STARS_${string}` | 'DEADLINES_WRONG' | 'MARKS_WRONG'>

/** What is said about refusals of the star rating, as in `messages.ts`. */
export const STAR_MESSAGES: {
  [Code in StarCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  STARS_NOT_FOUND: () => ({ text: '这里没有参加今年的评价', hint: '请返回看看别的中心。' }),
  STARS_OPENED: ({ year }) => ({ text: `${year} 年的评价已经开始了`, hint: '规则和期限定了就不能改。' }),
  STARS_STILL_OPEN: ({ year }) => ({ text: `${year} 年的评价还没有公布`, hint: '先公布那一年的结果，再开始新的。' }),
  DEADLINES_WRONG: () => ({
    text: '这几个日期排不开',
    hint: '要一个比一个晚；最后一个要在明年，1 月 5 日以后，全年才数得完。',
  }),
  STARS_NOT_NOW: ({ phase }) => ({ text: `现在是「${PHASE_LABELS[phase]}」`, hint: '这一步要在它自己的阶段里办。' }),
  MARKS_WRONG: () => ({ text: '有一项没打分，或者超过了满分', hint: '请每一项都打上分，再提交。' }),
  STARS_CHANGED: () => ({ text: '刚被同事改过', hint: '请看看现在的样子，再改。' }),
  STARS_NOT_READY: ({ uncounted, unmarked }) => ({
    text: unmarked > 0 ? `还有 ${unmarked} 个中心没有考评` : '还没算完',
    hint: unmarked > 0 ? '都考评过了，才能公布。' : `还有 ${uncounted} 个中心的记录在数，过几分钟再试。`,
  }),
}
