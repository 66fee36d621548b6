import { findFits } from '@domain/search/rank'
import { plainText } from '@domain/search/spelled'
import { spell } from '../../cloudfunctions/lib/search/spell'
import { yuxiWorld } from '../../worlds/demo'
import { searchIndexOf } from '../../worlds/search'

const NOW = Date.parse('2026-07-01T02:00:00Z')

/** Everything that can be found in the demo city. */
const city = searchIndexOf(yuxiWorld(NOW).collections, NOW).flatMap(({ centres }) =>
  Object.entries(centres).flatMap(([id, { title, name, county, entries }]) => [
    { id, type: 'centre' as const, title, name, words: [county] },
    ...entries.map(entry => ({ ...entry, words: [...entry.words, name, county] })),
  ]),
)

const found = (query: string) => findFits(query, city).map(({ item }) => item.title)

describe('what is typed finds its target among the first five', () => {
  test.each<[query: string, target: string]>([
    // Chinese words.
    ['书法', '情暖童心·书法小课桌'],
    ['剪纸', '非遗剪纸·剪一只小老虎'],
    ['太极拳', '晨练太极拳·二十四式'],
    ['自习', '安静自习室'],
    ['缝纫', '爱心缝纫坊'],
    ['小区 党群', '马家营小区党群服务中心'],
    ['汽锅鸡', '汽锅鸡'],
    ['手机', '智能手机课·和孙子视频'],
    ['聂耳', '聂耳广场暖锋驿站'],
    ['骑手', '骑手安全课·电动车这样骑这样充'],
    ['三字经', '国学小课堂《三字经》'],
    ['微波炉', '湖滨路暖锋驿站'],
    // Initials.
    ['sfxkz', '情暖童心·书法小课桌'],
    ['tjq', '晨练太极拳·二十四式'],
    ['zxs', '安静自习室'],
    ['jsf', '社区健身房'],
    ['wds', '舞蹈室'],
    ['ystsg', '有声图书馆'],
    ['qgj', '汽锅鸡'],
    ['hblnfyz', '湖滨路暖锋驿站'],
    ['wqqm', '假期课堂·围棋启蒙'],
    ['qzhb', '亲子烘焙·小熊饼干'],
    ['jcq', '江川区党群服务中心'],
    // Full pinyin, finished or not.
    ['shufa', '情暖童心·书法小课桌'],
    ['taiji', '晨练太极拳·二十四式'],
    ['guangchangwu', '老来乐·广场舞新编'],
    ['zixishi', '安静自习室'],
    ['fengren', '爱心缝纫坊'],
    ['jiqiren', '假期课堂·机器人六日营'],
    ['kafei', '青年夜校·云南咖啡手冲'],
    ['yujia', '青年夜校·下班瑜伽'],
    ['nieer', '聂耳广场暖锋驿站'],
    ['dayingjie', '大营街暖锋驿站'],
    ['huadeng', '老来乐·玉溪花灯唱起来'],
    ['tongguoyu', '铜锅鱼'],
    ['huashi', '假期课堂·化石小侦探'],
    ['xinfeifusu', '急救一课·心肺复苏与中暑处置'],
    ['zhangzhe', '长者课堂·记忆小屋'],
    ['jianshen', '社区健身房'],
    ['shufaxiaokez', '情暖童心·书法小课桌'],
    // One character wrong, missing, or too many.
    ['书发小课桌', '情暖童心·书法小课桌'],
    ['太级拳', '晨练太极拳·二十四式'],
    ['缝任坊', '爱心缝纫坊'],
    ['自学室', '安静自习室'],
    ['广场五', '老来乐·广场舞新编'],
    ['尤克里弹唱', '青年夜校·尤克里里弹唱'],
    ['机器机人', '假期课堂·机器人六日营'],
    ['聂尔广场', '聂耳广场暖锋驿站'],
    ['铜火锅鱼', '铜锅鱼'],
    ['健身馆', '社区健身房'],
    ['消防逃声', '消防逃生体验·烟雾屋走一遍'],
    ['马家赢小区', '马家营小区党群服务中心'],
    ['彝绣花', '亲子彝绣·缝一朵马樱花'],
    // The same in pinyin.
    ['shufs', '情暖童心·书法小课桌'],
    ['tajiquan', '晨练太极拳·二十四式'],
    ['yujiia', '青年夜校·下班瑜伽'],
    ['weiqu', '假期课堂·围棋启蒙'],
    ['jiqirneliu', '假期课堂·机器人六日营'],
    ['jianhsen', '社区健身房'],
    ['kaefi', '青年夜校·云南咖啡手冲'],
    // Mixed, and two words at once.
    ['书fa', '情暖童心·书法小课桌'],
    ['书法课', '情暖童心·书法小课桌'],
    ['江川书法', '情暖童心·书法小课桌'],
    ['北苑驿站', '北苑暖锋驿站'],
    ['tjq 江川', '晨练太极拳·二十四式'],
  ])('%s', (query, target = '') => {
    expect(found(query).slice(0, 5)).toContain(target)
  })
})

test('what fits better stands first: its own characters, then its sound, then with an error', () => {
  const items = ['书发', '输法', '书法'].map(title => ({
    id: title,
    type: 'class' as const,
    name: spell(title),
    words: [],
  }))
  expect(findFits('书法', items).map(({ item, fit }) => [item.id, fit.rank])).toEqual([
    ['书法', 0],
    ['书发', 3],
    ['输法', 3],
  ])
  expect(findFits('shufa', items).map(({ fit }) => fit.rank)).toEqual([1, 1, 1])
})

test('what stands at a centre of that name comes before names that only resemble it', () => {
  const names = found('江川')
  expect(names.indexOf('情暖童心·书法小课桌')).toBeLessThan(names.indexOf('练江暖锋驿站'))
})

test.each([
  ['nothing', ''],
  ['blanks and signs', ' ，。 '],
  ['letters that nothing sounds like', 'qqqq'],
  ['three letters with an error', 'sxa'],
  ['two errors', '太既圈'],
])('%s finds nothing', (_, query = '') => {
  expect(found(query)).toEqual([])
})

test('width, case, blanks between words and signs make no difference', () => {
  expect(plainText('Ａ１ 教室·《三字经》')).toBe('a1教室三字经')
  expect(found('ＳＨＵＦＡ')).toEqual(found('shufa'))
})

test.each([
  ['音乐课', 'yin yue ke'],
  ['长者课堂', 'zhang zhe ke tang'],
  ['重庆小面', 'chong qing xiao mian'],
  ['旅行 A1', 'lv xing a 1'],
])('%s is spelled as its words sound', (text, sounds = '') => {
  expect(spell(text).sounds).toBe(sounds)
})
