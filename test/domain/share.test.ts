import { classSceneOf, readClassScene, sessionAt } from '@domain/share/scene'
import { wrapText } from '@domain/share/wrap'

const STARTS = Date.parse('2026-12-05T01:30:00Z')

describe('the code on a poster of a class', () => {
  test.each([
    ['an id that the system made', 'a'.repeat(20), STARTS],
    ['an id of the demo city', 'jiangchuan-calligraphy', STARTS],
    ['no session', 'calligraphy', null],
  ])('says the class and the session: %s', (_case, offeringId, startsAt) => {
    const scene = classSceneOf({ offeringId, startsAt })
    expect(scene?.length).toBeLessThanOrEqual(32)
    expect(readClassScene(scene ?? '')).toEqual({ offeringId, startsAt })
  })

  test('leaves out the session of a long id, and there is none of one that is too long', () => {
    expect(classSceneOf({ offeringId: 'a'.repeat(32), startsAt: STARTS })).toBe('a'.repeat(32))
    expect(classSceneOf({ offeringId: 'a'.repeat(33), startsAt: STARTS })).toBe(null)
  })

  test.each(['', '.', 'a.', 'A', 'a b', '../x', 'a.12345678', `${'a'.repeat(33)}`])('%j is none', text => {
    expect(readClassScene(text)).toBe(null)
  })

  test('finds the session that begins in that minute, and none that was moved', () => {
    const sessions = [
      { id: 'a', startsAt: STARTS - 60_000 },
      { id: 'b', startsAt: STARTS + 20_000 },
    ]
    expect(sessionAt(sessions, STARTS)?.id).toBe('b')
    expect(sessionAt(sessions, STARTS + 60_000)).toBe(null)
  })
})

describe('the text of a picture', () => {
  const fits = (row: string) => Array.from(row).length <= 5
  test.each([
    ['书法课', 2, ['书法课']],
    ['书法小课桌上课', 2, ['书法小课桌', '上课']],
    ['书法小课桌一二三四五六七', 2, ['书法小课桌', '一二三四…']],
    ['书法小课桌一二三四五六七八九十甲', 1, ['书法小课…']],
    ['书法小课桌 上课', 2, ['书法小课桌', '上课']],
    ['👨‍👩‍👧', 1, ['👨‍👩‍👧']],
    ['', 1, []],
  ])('%s is broken into at most %i rows', (text, most, rows) => {
    expect(wrapText(text, most, fits)).toEqual(rows)
  })

  test('a row takes at least one character, however wide', () => {
    expect(wrapText('书法', 2, () => false)).toEqual(['书', '法'])
    expect(wrapText('书法课', 2, () => false)).toEqual(['书', '法…'])
    expect(wrapText('书法课', 2, row => row.length === 0)).toEqual(['书', '法…'])
  })
})
