import { distinguishableNames, type Findable, maskedNames, matchesQuery, membersOf } from '@domain/desk/find'
import { guestParty, UNNAMED_GUEST } from '@domain/desk/guest'

/** A booking of people with the app. */
const party = (...names: string[]): Findable => ({ attendees: names.map(nickname => ({ nickname })) })
/** A booking of a guest, with companions. */
const guest = (name: string | null, lastFour: string | null = null, people = 1): Findable => ({
  guest: { name, lastFour },
  attendees: guestParty({ name, lastFour }, people),
})

describe('who is shown to staff', () => {
  test('names are masked; a guest is one name however many came, and one without a name is called so', () => {
    expect(maskedNames(party('果果', '豆豆'))).toEqual(['果＊', '豆＊'])
    expect(maskedNames(guest('李秀芳', null, 3))).toEqual(['李＊＊'])
    expect(maskedNames(guest(null))).toEqual(['现场来客'])
  })

  test('no more of a name is shown than tells the parties apart', () => {
    expect(distinguishableNames([party('李秀芳'), party('王小明')])).toEqual([['李＊＊'], ['王＊＊']])
    expect(distinguishableNames([party('李秀芳'), party('李大明')])).toEqual([['李＊芳'], ['李＊明']])
    expect(distinguishableNames([party('李秀芳'), party('李大芳'), party('王小明')])).toEqual([
      ['李秀芳'],
      ['李大芳'],
      ['王＊＊'],
    ])
    expect(distinguishableNames([party('欧阳小小明'), party('欧阳大大芳')])).toEqual([['欧＊＊明'], ['欧＊＊芳']])
    expect(distinguishableNames([party('果果'), party('果仁')])).toEqual([['果果'], ['果仁']])
  })

  test('two people of one name look the same, and so do guests without a name', () => {
    expect(distinguishableNames([party('李秀芳'), party('李秀芳')])).toEqual([['李＊＊'], ['李＊＊']])
    expect(distinguishableNames([guest(null), guest(null)])).toEqual([['现场来客'], ['现场来客']])
  })

  test('a party is told apart as a whole: one of its names may be masked in several ways', () => {
    expect(distinguishableNames([party('果果', '豆豆'), party('果果')])).toEqual([['果＊', '豆＊'], ['果＊']])
    expect(distinguishableNames([party('果果', '豆豆'), party('果果', '豆芽')])).toEqual([
      ['果果', '豆豆'],
      ['果果', '豆芽'],
    ])
  })

  test('members of one party are told apart, and numbered where they have one name', () => {
    const members = (...names: string[]) =>
      membersOf(names.map((nickname, n) => ({ memberId: `m${n}`, nickname }))).map(({ name }) => name)
    expect(members('果果', '豆豆')).toEqual(['果＊', '豆＊'])
    expect(members('李秀芳', '李大明')).toEqual(['李＊芳', '李＊明'])
    expect(members('李秀芳', '李大芳')).toEqual(['李秀芳', '李大芳'])
    const [first = '', second = '', other] = members('果果', '果果', '豆豆')
    expect([first, second].map(name => /（第 (\d) 位）$/.exec(name)?.[1])).toEqual(['1', '2'])
    expect(other).toBe('豆＊')
    const numbers = members('豆豆', '果果', '豆豆', '果果', '豆豆').map(name => /（第 (\d) 位）$/.exec(name)?.[1])
    expect(numbers).toEqual(['1', '1', '2', '2', '3'])
    expect(membersOf([{ memberId: 'self', nickname: '果果' }])).toEqual([{ id: 'self', name: '果＊' }])
  })
})

test('a guest’s party has one name; companions are counted', () => {
  expect(guestParty({ name: '李秀芳', lastFour: null }, 3)).toEqual([
    { memberId: 'self', nickname: '李秀芳' },
    { memberId: 'with-1', nickname: '同行' },
    { memberId: 'with-2', nickname: '同行' },
  ])
  expect(guestParty({ name: null, lastFour: '5566' }, 1)).toEqual([{ memberId: 'self', nickname: UNNAMED_GUEST }])
})

test.each<[found: boolean, query: string, booking: Findable]>([
  [true, '豆', party('果果', '豆豆')],
  [false, '米', party('果果', '豆豆')],
  [true, '5566', guest('李秀芳', '5566')],
  [true, '13800005566', guest('李秀芳', '5566')],
  [false, '566', guest('李秀芳', '0566')],
  [false, '5567', guest('李秀芳', '5566')],
  [true, '秀芳5566', guest('李秀芳', '5566')],
  [false, '大明5566', guest('李秀芳', '5566')],
  [false, '秀芳566', guest('李秀芳', '5566')],
  [false, '秀芳566', guest('李秀芳', '566')],
  [false, '秀芳', guest('李小明', '')],
  [false, '5566秀芳', guest('李秀芳', '5566')],
  [false, '秀芳5567', guest('李秀芳', '5566')],
  [true, '8888', party('8888')],
  [true, '13800008888', party('8888')],
  [false, '李', guest(null, '5566')],
  [false, '5566a', guest('李秀芳', '5566')],
  [false, '李', guest(null, null)],
])('it is %j that %j finds this booking: %j', (found, query, booking) => {
  expect(matchesQuery(booking, query)).toBe(found)
})
