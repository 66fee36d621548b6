import { matchTerm } from '@domain/search/match'
import { compareFits, type Findable, findFits } from '@domain/search/rank'
import { isChinese, plainText, type Spelled } from '@domain/search/spelled'

/** How names are recognised and ordered, on a few names; that people find what is in a city is tried in `search.test`. */
const CALLIGRAPHY = named('书法课堂', 'shu fa ke tang')
const GYM = named('健身房', 'jian shen fang')
const SHANAN = named('沙安中学', 'sha an zhong xue')
const ROOM = named('a1教室', 'a 1 jiao shi')

function named(text: string, sounds: string): Spelled {
  return { text, sounds }
}

/** The tier, and the closeness: of a name with four characters 0.15 for each, and 0.4 for its beginning. */
function read(term: string, name: Spelled): string {
  const match = matchTerm(term, name)
  return match ? `${match.tier} ${match.closeness.toFixed(2)}` : 'none'
}

describe('a name is recognised', () => {
  test.each([
    ['书法', CALLIGRAPHY, '0 0.70'],
    ['书法课堂', CALLIGRAPHY, '0 1.00'],
    ['课堂', CALLIGRAPHY, '0 0.30'],
    ['堂', CALLIGRAPHY, '0 0.15'],
  ])('by its own characters: %s', (term, name, expected) => {
    expect(read(term, name)).toBe(expected)
  })

  test.each([
    ['shufaketang', CALLIGRAPHY, '1 1.00'],
    ['shuf', CALLIGRAPHY, '1 0.70'],
    ['shufaketan', CALLIGRAPHY, '1 1.00'],
    ['keta', CALLIGRAPHY, '1 0.30'],
    ['ng', CALLIGRAPHY, 'none'],
    ['fake', CALLIGRAPHY, '1 0.30'],
    ['tang', CALLIGRAPHY, '1 0.15'],
  ])('by its sound, of which the last may be unfinished: %s', (term, name, expected) => {
    expect(read(term, name)).toBe(expected)
  })

  test.each([
    ['sfkt', CALLIGRAPHY, '1 1.00'],
    ['shfk', CALLIGRAPHY, '1 0.85'],
    ['shufkt', CALLIGRAPHY, '1 1.00'],
    ['zhx', SHANAN, '1 0.30'],
    ['zx', SHANAN, '1 0.30'],
    ['kt', CALLIGRAPHY, '1 0.30'],
    ['ajs', ROOM, 'none'],
    ['a1js', ROOM, '1 1.00'],
  ])('by initials: %s', (term, name, expected) => {
    expect(read(term, name)).toBe(expected)
  })

  test.each([
    ['书fa', CALLIGRAPHY, '1 0.70'],
    ['sf课', CALLIGRAPHY, '1 0.85'],
    ['书fk堂', CALLIGRAPHY, '1 1.00'],
  ])('by characters and letters together: %s', (term, name, expected) => {
    expect(read(term, name)).toBe(expected)
  })

  test('by whichever way of reading the letters goes on', () => {
    // Not 「sha」 and then an n, but 「sh」 and 「an」.
    expect(read('shan', SHANAN)).toBe('1 0.70')
    expect(read('shanzh', SHANAN)).toBe('1 0.85')
  })

  test.each([
    ['of the name itself', '书', '书'],
    ['that is typed at its end', '课堂', '课堂'],
  ])('as long as it is: no letters are read beyond its end, %s', (_what, text, term) => {
    const name = named(text, text === '书' ? 'shu' : 'ke tang')
    expect(matchTerm(term, name)).toEqual({ tier: 0, closeness: 1 })
    expect(matchTerm(`${name.sounds.replace(' ', '')}`, name)).toEqual({ tier: 1, closeness: 1 })
    expect(matchTerm(`${name.sounds.replace(' ', '')}xyz`, name)).toBeNull()
  })

  test('by the very character where it has no sound', () => {
    const rare = named('𠮷野书法', '𠮷 ye shu fa')
    expect([read('𠮷ye', rare), read('𠮷野', rare), read('𠮶野', rare)]).toEqual(['1 0.70', '0 0.70', '2 0.70'])
  })

  test('by nothing that was not typed', () => {
    expect(matchTerm('', CALLIGRAPHY)).toBeNull()
  })
})

describe('one error is forgiven', () => {
  test.each([
    ['a wrong character', '书画课堂', '2 1.00'],
    ['a character too few', '书课堂', '2 0.85'],
    ['a character too many', '书小法课', '2 1.00'],
    ['two characters in the wrong order', '法书课堂', '2 1.00'],
    ['a wrong character of two', '书发', '2 0.70'],
    ['a wrong character further on', '法克', '2 0.30'],
    ['a character too many further on', '法手课堂', '2 0.60'],
    ['a wrong letter', 'shuxa', '2 1.00'],
    ['a letter too few', 'shuake', '2 1.00'],
    ['a letter too many', 'shuffake', '2 1.00'],
    ['two letters in the wrong order', 'shufaek', '2 1.00'],
    ['a wrong letter further on', 'faka', '2 0.60'],
    ['a wrong initial', 'sfkx', '2 1.00'],
    ['an initial too few', 'sfktx', '2 1.00'],
  ])('%s: %s', (_what, term, expected) => {
    expect(read(term, CALLIGRAPHY)).toBe(expected)
  })

  test('as it would be where the name goes on with another sound', () => {
    expect(read('jianhsen', GYM)).toBe('2 1.00')
  })

  test.each([
    ['a single character', '术'],
    ['three letters', 'sxa'],
    ['two characters', '手画课堂'],
    ['a character too few and a wrong one', '书课屋'],
    ['a character too many and a wrong one', '书小法屋'],
    ['the second of two in the wrong order is another', '手书课堂'],
    ['two in the wrong order, and another one', '法书开堂'],
    ['two letters', 'shxxake'],
    ['a character before initials', '画fkt'],
  ])('not in %s: %s', (_what, term) => {
    expect(matchTerm(term, CALLIGRAPHY)).toBeNull()
  })
})

const item = (id: string, name: Spelled, ...words: Spelled[]): Findable => ({ id, type: 'class', name, words })
const JIANGCHUAN = named('江川', 'jiang chuan')
const ranked = (query: string, items: readonly Findable[]) =>
  findFits(query, items).map(({ item: { id }, fit }) => `${id} ${fit.rank}`)

describe('what is found', () => {
  const chair = item('one', CALLIGRAPHY, JIANGCHUAN, named('书桌', 'shu zhuo'))

  test.each([
    ['its own characters', '书法', ['one 0']],
    ['its sound', 'shufa', ['one 1']],
    ['another word', '江川', ['one 2']],
    ['the sound of another word', 'jiangchuan', ['one 2']],
    ['its name with an error', '书画课', ['one 3']],
    ['a word with blanks around it', '  书法 ', ['one 0']],
    ['a part of it and initials of another word', '书法jc', ['one 4']],
    ['two words, of which the worse counts', '书法 江川', ['one 2']],
    ['two words written together', '江川书法', ['one 4']],
    ['the same in the other order', '书法江川', ['one 4']],
    ['a part of it and a letter of another word', '书faj', []],
    ['a part of it and a character of another word', '书fa川', ['one 4']],
    ['one character of it beside another word', '江川课', []],
    ['an error in one of two words written together', '江川书画课', []],
    ['another word with an error', '江穿', []],
    ['one word of two', '书法 太极', []],
    ['no word', ' ， ', []],
  ])('by %s: 「%s」', (_what, query, expected) => {
    expect(ranked(query, [chair])).toEqual(expected)
  })

  test('stands nearer the more of it was typed', () => {
    const long = item('long', named('书法课堂', 'shu fa ke tang'))
    const short = item('short', named('书法', 'shu fa'))
    const within = item('within', named('小书法', 'xiao shu fa'))
    expect(findFits('书法', [within, long, short]).map(({ item: { id } }) => id)).toEqual(['short', 'long', 'within'])
    expect(findFits('书法', [short])[0]?.fit.closeness).toBe(1)
  })

  test('with other words goes by the one of which most was typed', () => {
    const part = named('江川区党群', 'jiang chuan qu dang qun')
    const closeness = (...words: Spelled[]) => findFits('江川', [item('a', GYM, ...words)])[0]?.fit.closeness
    expect([closeness(part, JIANGCHUAN), closeness(JIANGCHUAN, part)]).toEqual([1, 1])
    expect(closeness(part)).toBeCloseTo(0.64)
    expect(closeness(JIANGCHUAN, JIANGCHUAN)).toBe(1)
  })

  test('by several words is as near as they are on average', () => {
    expect(findFits('书法 江川', [chair])[0]?.fit.closeness).toBeCloseTo((0.7 + 1) / 2)
  })

  test('keeps the order of equals, to a hundredth', () => {
    expect(compareFits({ rank: 1, closeness: 0.504 }, { rank: 1, closeness: 0.5 })).toBeCloseTo(0)
    expect(compareFits({ rank: 1, closeness: 0.49 }, { rank: 1, closeness: 0.5 })).toBe(1)
    expect(compareFits({ rank: 0, closeness: 0 }, { rank: 1, closeness: 1 })).toBe(-1)
  })

  test('is looked for in words written together only while fewer than five are found, and once', () => {
    const own = (n: number) => item(`own ${n}`, named('江川书法', 'jiang chuan shu fa'))
    const four = [1, 2, 3, 4].map(own)
    expect(ranked('江川书法', [chair, ...four])).toEqual([...four.map(({ id }) => `${id} 0`), 'one 4'])
    const five = [...four, own(5)]
    expect(ranked('江川书法', [chair, ...five])).toEqual(five.map(({ id }) => `${id} 0`))
    expect(ranked('江川书法 江川', [chair])).toEqual([])
  })

  test('is not looked for in parts of a text of more than fourteen characters', () => {
    const name = named('春夏秋冬书法课堂一二三', 'chun xia qiu dong shu fa ke tang yi er san')
    const long = item('one', name, named('江川区里', 'jiang chuan qu li'))
    expect(ranked('江川区里春夏秋冬书法课堂一二', [long])).toEqual(['one 4'])
    expect(ranked('江川区里春夏秋冬书法课堂一二三', [long])).toEqual([])
  })
})

test('width, case, spaces and signs make no difference, and only characters of Chinese have a sound', () => {
  expect(plainText('Ａ１ 教室·《三字经》')).toBe('a1教室三字经')
  expect(['书', '𠮷', 'a', '1', ''].map(isChinese)).toEqual([true, true, false, false, false])
})
