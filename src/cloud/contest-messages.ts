import { stageLabel } from '@domain/contest/kinds'
import type { ErrorDetails } from '@domain/errors'

type ContestCode = Extract<
  keyof ErrorDetails,
  `CONTEST_${string}` | 'NOT_ELIGIBLE' | 'JUROR_ORGANISES' | 'CERTIFICATE_NEEDED' | 'TALENT_JUDGES'
>

/** What is said about refusals of the project contest, as in `messages.ts`. */
export const CONTEST_MESSAGES: {
  [Code in ContestCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  CONTEST_NOT_FOUND: () => ({ text: '没有找到这一项', hint: '请返回看看别的。' }),
  CONTEST_OPENED: ({ year }) => ({ text: `${year} 年的评选已经开始了`, hint: '规则和期限定了就不能改。' }),
  CONTEST_STILL_OPEN: ({ year }) => ({ text: `${year} 年的评选还没有公布`, hint: '先公布那一年的结果，再开始新的。' }),
  CONTEST_DATES_WRONG: () => ({ text: '这几个日期排不开', hint: '要从今天起，一个比一个晚。' }),
  CONTEST_NOT_NOW: ({ stage, kind }) => ({
    text: `现在是「${stageLabel(stage, kind)}」`,
    hint: '这一步要在它自己的阶段里办。',
  }),
  NOT_ELIGIBLE: ({ kind, sessions, leastSessions, days, leastDays }) => ({
    text:
      sessions < leastSessions
        ? kind === 'talent'
          ? `带过的、有人来的班次只有 ${sessions} 个，要满 ${leastSessions} 个`
          : `有人签到的只有 ${sessions} 场，要满 ${leastSessions} 场`
        : `从第一场到最后一场只有 ${days} 天，要满 ${leastDays} 天`,
    hint: kind === 'talent' ? '以签到记录为准。够了再来申报。' : '以签到记录为准。办够了再来报，也可以换一个项目。',
  }),
  CONTEST_CHANGED: () => ({ text: '刚被改过', hint: '请看看现在的样子，再改。' }),
  CONTEST_FULL: ({ most }) => ({ text: `今年已经报满 ${most} 个`, hint: '可以明年再报。' }),
  CERTIFICATE_NEEDED: () => ({
    text: '要有一张核对过、在有效期里的社工证书',
    hint: '先在上面登记证书，市县核对后再申报。',
  }),
  TALENT_JUDGES: () => ({ text: '评委和参评的人不能是同一位', hint: '要参评就不当评委，要当评委就先撤回申报。' }),
  JUROR_ORGANISES: () => ({ text: '组织评选的人不能当评委', hint: '请把邀请码交给受邀的评委。' }),
  CONTEST_NOT_READY: ({ unlooked }) => ({
    text: `还有 ${unlooked} 处评分差距大，没有复核`,
    hint: '看过并写下结论，就能公布。',
  }),
}
