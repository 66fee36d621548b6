import { labelsOf } from '@domain/people/labels'

const child = (id: string, nickname: string, birthMonth: string | null = '2018-03') => ({ id, nickname, birthMonth })

test.each<[string, Parameters<typeof labelsOf>[0], string[]]>([
  ['different nicknames stay as they are', [child('a', '果果'), child('b', '豆豆')], ['果果', '豆豆']],
  [
    'equal nicknames get the month of birth',
    [child('a', '果果'), child('b', '果果', '2020-11'), child('c', '果果', null)],
    ['果果（2018年3月）', '果果（2020年11月）', '果果（没填出生年月）'],
  ],
  [
    'twins get their number, and the older sister her month',
    [child('a', '果果'), child('b', '果果', '2015-01'), child('c', '果果')],
    ['果果（第 1 位）', '果果（2015年1月）', '果果（第 2 位）'],
  ],
  [
    'a nickname that is written in another way is the same one',
    [child('a', 'Amy'), child('b', 'Ａｍｙ', '2015-01'), child('c', 'A my', '2013-02')],
    ['Amy（2018年3月）', 'Ａｍｙ（2015年1月）', 'A my（2013年2月）'],
  ],
])('%s', (_what, household, labels) => {
  expect([...labelsOf(household).values()]).toEqual(labels)
})
