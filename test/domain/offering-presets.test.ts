import { PRESETS } from '@domain/office/offering-form'
import { sayRules } from '@domain/office/say-rules'
import { DAY, HOUR, MINUTE } from '@domain/time'

/** What residents read of each preset: the sentence holds every rule that matters. */
const END = '名额空出来给候补的人留 30 分钟。'
test.each([
  [
    'first-come',
    '先到先得',
    false,
    `提前 7 天开放预约，开始前 30 分钟截止。开始前 2 小时内不能取消，一次最多 2 人一起，每人同时最多约 3 场。不限年龄。${END}开始前 30 分钟可以签到。`,
  ],
  [
    'ballot',
    '抽签',
    false,
    `提前 7 天开放登记，开始前 1 小时截止。先登记，开始前 2 天公开抽签，没抽中的按顺序候补。开始前 4 小时内不能取消，一次最多 2 人一起，每人同时最多约 3 场。不限年龄。${END}开始前 30 分钟可以签到。`,
  ],
  [
    'whole-series',
    '整期',
    false,
    `提前 14 天开放预约，开始前 30 分钟截止。一次约上整期，不单约。开始前 2 小时内不能取消，一次最多 2 人一起，每人同时最多约 3 场。不限年龄。${END}开始前 30 分钟可以签到。`,
  ],
  [
    'drop-in',
    '自由进出',
    false,
    `发布后就能预约，开始时截止。开始前都能取消，一次最多 4 人一起。不限年龄。${END}开始前 30 分钟可以签到。`,
  ],
  [
    'seats',
    '按座位、按时段',
    true,
    `提前 7 天开放预约，开始后 15 分钟内还能约。开始前都能取消，一次最多 1 人一起，每人同时最多约 3 场。不限年龄。${END}开始前 15 分钟可以签到，开始后 20 分钟没到就放给别人。`,
  ],
  [
    'rooms',
    '整间预约',
    true,
    `提前 14 天开放预约，开始时截止。开始前 1 小时内不能取消，一次最多 10 人一起，每人同时最多约 2 场。不限年龄。${END}开始前 15 分钟可以签到。`,
  ],
  [
    'berths',
    '当天床位',
    true,
    `提前 1 天开放预约，开始后 20 分钟内还能约。开始前都能取消，一次最多 1 人一起，每人同时最多约 1 场。不限年龄。${END}开始前 15 分钟可以签到，开始后 10 分钟没到就放给别人。`,
  ],
])('%s: %s', (id, label, isForSpaces, words) => {
  const preset = PRESETS.find(each => each.id === id)
  expect(preset).toMatchObject({ label, isForSpaces, note: expect.stringMatching(/^.{6,}$/) })
  expect(preset && sayRules(preset.rules, preset.series)).toBe(words)
})

const [BASE] = PRESETS
if (!BASE) throw new Error('there are no presets')
const { rules } = BASE
const audience = (ageMin: number | null, ageMax: number | null, accompanied: 'no' | 'together' = 'no') => ({
  ...rules,
  audience: { ageMin, ageMax, accompanied },
})
test.each([
  ['满 6 岁。', audience(6, null)],
  ['12 岁以下（含）。', audience(null, 12)],
  ['6 到 12 岁。', audience(6, 12)],
  ['6 到 12 岁的孩子，要有大人一起来。', audience(6, 12, 'together')],
  ['约好的人不能单独换。', { ...rules, fixedParty: true as const }],
  ['开始后 1 小时内还能取消', { ...rules, cancelBefore: -HOUR }],
  ['开始前 1 天 2 小时截止', { ...rules, closesBefore: DAY + 2 * HOUR }],
  ['开始前 45 分钟截止', { ...rules, closesBefore: 45 * MINUTE }],
  ['发布后就能登记', { ...rules, opensBefore: null, ballot: { drawBefore: DAY } }],
])('rules say %j', (words, changed) => {
  expect(sayRules(changed)).toContain(words)
})

test('a class of a series is booked as a whole, or also by the session', () => {
  expect(sayRules(rules, 'both')).toContain('可以约整期，也可以只约一场。')
  expect(sayRules(rules)).not.toContain('整期')
})
