import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Words that people do not read in the app, its messages and its exports, and what they read instead. One thing has one name. */
const INSTEAD: readonly [word: RegExp, instead: string][] = [
  [/少选一位就能约/, '最多再约 N 位'],
  [/已经留给别人/, '名额空出来了'],
  [/申诉|告诉中心原因|交给中心/, '说明原因'],
  [/摇号|中签/, '抽签、抽中'],
  [/位子|空位/, '名额、座位、床位'],
  [/本场/, '这节课、这一场'],
  [/排上了/, '候补好了'],
  [/跟着候补/, '可以候补，按先后轮到您'],
  [/填的内容有点问题/, '有一项没填对'],
  [/对不上格子/, '请从整点或半点开始选'],
  [/未满[^，。」]*岁(?!的孩子|，需要监护人)/, '这节课要满 N 岁'],
  [/去过一个/, '去完或取消一个'],
  [/没有接上/, '刚才那一步没办成'],
  [/没有这里的权限/, '这里只有本中心工作人员能进'],
  [/没有认出/, '微信登录没成功'],
  [/悄悄/, '请避开这些时间，或先和他们商量'],
  [/TA ?[\u4e00-\u9fff]|[\u4e00-\u9fff] ?TA\b/, '这位家人'],
  [/每次都来/, '没有约了没来的记录'],
  [/这周[^'"]*(节|名额)/, '近 7 天'],
  [/大约[^'"]*空座/, 'N 个空座，几点的'],
  [/离您[^'"]*\d+ ?米/, '离您大约 N 公里内'],
  [/比如 1430/, '下午两点半写 1430'],
  [/到后天/, '今天和明天'],
  [/关着/, '没开'],
  [/上课提醒/, '预约开始提醒'],
  [/候补到名额|请在此前确认/, '轮到您了，请确认'],
  [/不能约上/, '没约成，点开看原因'],
  [/结算/, '下课半小时内都能撤'],
  [/(^|['>])\s*出示\s*($|['<])/, '出示签到码'],
  [/(^|['>])\s*现场\s*($|['<])/, '留给现场'],
  [/text: [^']?['`][^'`]*–[^'`]*开放['`]/, '这个时间没开放；何时开放是提示'],
]
/** What only staff read: they may say 爽约, and call every session 这一场. */
const FOR_STAFF = /^(docs\/|src\/packages\/(staff|office|canteen)\/|domain\/office\/|cloudfunctions\/lib\/office\/)/
/** A refusal that only staff get. */
const STAFF_REFUSAL = /^\s+SESSION_EXCUSED:/

const ROOMS = ['src', 'domain', 'cloudfunctions', 'docs']
const CHINESE = /[\u4e00-\u9fff]/

/** Every line with Chinese words, and where it is. Comments are English. */
function lines(): { at: string; file: string; text: string }[] {
  return ROOMS.flatMap(room =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$|\.zh-CN\.md$/.test(name))
      .flatMap(name => {
        const file = join(room, name)
        return readFileSync(file, 'utf8')
          .split('\n')
          .map((text, n) => ({ at: `${file}:${n + 1}`, file, text }))
          .filter(({ text }) => CHINESE.test(text) && !/^\s*(\/\/|\/?\*)/.test(text))
      }),
  )
}

const all = lines()

test('there are texts to check', () => {
  expect(all.length).toBeGreaterThan(1000)
})

test.each(INSTEAD)('nobody reads %s', (word, instead) => {
  expect(all.filter(({ text }) => word.test(text)).map(({ at }) => `${at}: ${instead}`)).toEqual([])
})

test('residents read 约了没来 where staff say 爽约', () => {
  const wrong = all.filter(({ file, text }) => /爽约/.test(text) && !FOR_STAFF.test(file) && !STAFF_REFUSAL.test(text))
  expect(wrong.map(({ at }) => at)).toEqual([])
})
