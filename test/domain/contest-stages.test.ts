import { arePossibleStages, CONTEST_STAGES, extended, judgedStageOf, stageAfter } from '@domain/contest/stage'

describe('the stages of a contest', () => {
  test('end one after the other, the first of them in the future', () => {
    const until = { entry: 10, case: 20, pitch: 30, roadshow: 40 }
    expect(arePossibleStages(until, 9)).toBe(true)
    expect(arePossibleStages(until, 10)).toBe(false)
    expect(arePossibleStages({ ...until, case: 10 }, 9)).toBe(false)
    expect(arePossibleStages({ ...until, pitch: 20 }, 9)).toBe(false)
    expect(arePossibleStages({ ...until, roadshow: 30 }, 9)).toBe(false)
    expect((['entry', 'case', 'pitch', 'roadshow'] as const).map(stageAfter)).toEqual([
      'case',
      'pitch',
      'roadshow',
      'closed',
    ])
    expect(extended(until, 'pitch', 5)).toEqual({ entry: 10, case: 20, pitch: 35, roadshow: 45 })
    expect(extended(until, 'case', 5)).toEqual({ entry: 10, case: 25, pitch: 35, roadshow: 45 })
  })

  test('a jury scores in three of them', () => {
    expect(CONTEST_STAGES.map(judgedStageOf)).toEqual([null, 'case', 'pitch', 'roadshow', null, null])
  })
})
