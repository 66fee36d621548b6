import { kindFactsOf, stageLabel } from '@domain/contest/kinds'
import { contestRulesOf, JUDGED_STAGES } from '@domain/contest/rules'
import type { OfficeContest, OfficeEntry } from '@domain/contracts/office-contest'
import { sayDate } from '@domain/time'
import { sayEntry, sayStage } from '../contest/words'
import { type Report, tableOf } from './report'

/** All entries in the order of their places, as far as the reader may see them. */
export function contestReport({ now, contest, entries, jurors }: OfficeContest): Report {
  const rules = contestRulesOf(contest?.rulesId ?? 1)
  const ordered = [...entries].sort((a, b) => (a.place ?? 999) - (b.place ?? 999))
  const kind = contest?.kind ?? 'project'
  const isTalent = kind === 'talent'
  const stages = JUDGED_STAGES.map(stage => `${stageLabel(stage, kind)} ${rules.weights[stage]}%`)
  const recorded = isTalent ? ['班次', '志愿者'] : ['场次', '来过的人']
  const inStage = ({ results }: OfficeEntry) =>
    JUDGED_STAGES.map(stage => {
      const own = results?.[stage]
      return own ? { tenths: own.score } : ''
    })
  return {
    title: `${contest?.year ?? ''} 年${kindFactsOf(kind).label}`,
    about: `${entries.length} ${isTalent ? '位社工' : '个项目'} · ${contest ? sayStage(contest, now) : ''} · ${sayDate(now)}`,
    isWide: true,
    tables: [
      tableOf(
        '',
        ['名次', isTalent ? '社工' : '项目', '中心', '县区', ...recorded, '交付分', ...stages, '总分'],
        ordered.map(entry => [
          entry.place === null || entry.award > 0 ? sayEntry(entry) : entry.place,
          entry.title,
          entry.centreName,
          entry.county,
          entry.delivery.sessions,
          entry.delivery.people,
          { tenths: entry.tenths },
          ...inStage(entry),
          entry.score === null || entry.withdrawnAt !== null ? '' : { tenths: entry.score },
        ]),
        { 项目: '3fr', 社工: '2fr', 中心: '2.6fr', 县区: '1.3fr', 名次: '1.2fr' },
      ),
      ...(jurors.length === 0
        ? []
        : [
            tableOf(
              '评委',
              ['姓名', '单位', ''],
              jurors.map(({ name, employer, hasJoined }) => [name, employer, hasJoined ? '已加入' : '还没加入']),
            ),
          ]),
    ],
    note: `${recorded.join('、')}和交付分按签到记录算；评分在阶段结束前谁也看不到。`,
  }
}
