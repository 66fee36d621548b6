import { MAX_IMPORTED_STAFF } from '@domain/contracts/limits'
import { readStaff, STAFF_COLUMNS, type StaffKnown } from '@domain/office/import-staff'

const HEADINGS = STAFF_COLUMNS.map(({ label }) => label)
const EXAMPLE = STAFF_COLUMNS.map(({ example }) => example)
const changed = (changes: Record<number, string>): string[] => EXAMPLE.map((cell, n) => changes[n] ?? cell)
const [NAME, ROLE, GIVEN, NUMBER] = [0, 1, 2, 3]
const idOf = (letter: string) => letter.repeat(20)
const member = (letter: string, name: string, more: Partial<StaffKnown['members'][number]> = {}) => ({
  ...{ personId: idOf(letter), name, role: 'staff' as const, duties: ['door' as const], own: false },
  ...more,
})
const known: StaffKnown = {
  members: [
    member('a', '李主任', { role: 'manager', duties: [], own: true }),
    member('b', '赵主任', { role: 'manager', duties: [] }),
    member('c', '王芳'),
    member('d', '王芳', { duties: ['till'] }),
    member('e', '杨 秀英'),
    member('f', '舞蹈老师', { role: 'partner', duties: [] }),
  ],
  listed: [{ id: 'listed', name: '马强', role: 'staff', duties: ['door', 'timetable'] }],
}
const read = (...rows: string[][]) => readStaff([HEADINGS, ...rows], known)

test('the template with its example is read as it stands', () => {
  expect(read(EXAMPLE, ['', ''])).toEqual({
    faults: [],
    people: [{ name: '周小兰', personId: null, role: 'staff', duties: ['door', 'timetable'] }],
    outcomes: ['invite'],
  })
})

test.each([
  ['somebody new', {}, 'invite'],
  ['a new manager, who needs no duties', { [ROLE]: '中心负责人', [GIVEN]: '' }, 'invite'],
  [
    'somebody who is expected with the same duties, in another order',
    { [NAME]: '马 强', [GIVEN]: '课表，签到和前台' },
    'listed',
  ],
  ['somebody who is expected with others', { [NAME]: '马强', [GIVEN]: '送餐' }, 'relist'],
  ['a member as they are', { [NAME]: '杨秀英', [GIVEN]: '签到和前台' }, 'same'],
  ['a member with other duties', { [NAME]: '杨秀英' }, 'change'],
  ['a member who becomes manager', { [NAME]: '杨秀英', [ROLE]: '中心负责人' }, 'change'],
  ['one of two of the same name, by number', { [NAME]: '王芳', [NUMBER]: idOf('D'), [GIVEN]: '收银' }, 'same'],
  ['somebody new, with a dash for no number', { [NUMBER]: '-' }, 'invite'],
  ['a manager as they are', { [NAME]: '赵主任', [ROLE]: '中心负责人' }, 'same'],
  ['oneself as one is', { [NAME]: '李主任', [ROLE]: '中心负责人' }, 'same'],
])('%s', (_situation, changes, outcome) => {
  expect(read(changed(changes))).toMatchObject({ faults: [], outcomes: [outcome] })
})

test.each([
  ['no name', { [NAME]: '' }, '姓名', '没有写'],
  ['a name that is too long', { [NAME]: '长'.repeat(40) }, '姓名', '最多'],
  ['a role that is none', { [ROLE]: '保安' }, '身份', '要写其中一个'],
  ['a role of an office above', { [ROLE]: '市级管理员' }, '身份', '要写其中一个'],
  ['a duty that is none', { [GIVEN]: '签到和前台、唱歌' }, '管什么', '从这些里选'],
  ['staff without a duty', { [GIVEN]: '' }, '管什么', '没有写'],
  ['a number that is none', { [NUMBER]: '123' }, '编号', '20 个'],
  ['a number of nobody here', { [NUMBER]: idOf('z') }, '编号', '没有这个编号'],
  ['one of two of the same name', { [NAME]: '王芳' }, '编号', '同名'],
  ['oneself with another role', { [NAME]: '李主任' }, '身份', '自己的'],
  ['somebody of a partner', { [NAME]: '舞蹈老师' }, '身份', '合伙人'],
  ['a manager who would become staff', { [NAME]: '赵主任' }, '身份', '请到「成员」里改'],
])('%s is marked with its cell', (_situation, changes, column, why) => {
  const { faults } = read(EXAMPLE, changed({ [NAME]: '另一位', ...changes }))
  expect(faults).toEqual([{ row: 3, column, why: expect.stringContaining(why) }])
})

test('a person who stands twice is marked, and a table that is too long', () => {
  expect(read(EXAMPLE, changed({ [NAME]: '周 小兰' })).faults).toEqual([
    { row: 3, column: '姓名', why: '和第 2 行重复' },
  ])
  const many = Array.from({ length: MAX_IMPORTED_STAFF + 1 }, (_, n) => changed({ [NAME]: `同事${n}` }))
  expect(read(...many).faults).toMatchObject([{ why: expect.stringContaining(`最多 ${MAX_IMPORTED_STAFF} 位`) }])
  expect(read(...many.slice(1)).faults).toEqual([])
})
