import { CENTRE_COLUMNS, readCentres } from '@domain/office/import-centres'

const HEADINGS = CENTRE_COLUMNS.map(({ label }) => label)
const EXAMPLE = CENTRE_COLUMNS.map(({ example }) => example)
const changed = (column: number, text: string): string[] => EXAMPLE.map((cell, n) => (n === column ? text : cell))

test('the template with its example is read as it stands', () => {
  expect(readCentres([HEADINGS, EXAMPLE, ['', '']], null)).toMatchObject({
    faults: [],
    centres: [
      {
        county: '江川区',
        name: '碧溪社区党群服务中心',
        location: { longitude: 102.75, latitude: 24.29 },
        facilities: ['饮水', '充电'],
      },
    ],
  })
  expect(readCentres([EXAMPLE], null).centres[0]?.week).toHaveLength(7)
})

test.each([
  ['no county', changed(0, ''), '县区', '没有写'],
  ['another county than the own one', changed(0, '通海县'), '县区', '只能是江川区'],
  ['no name', changed(1, ' '), '名称', '没有写'],
  ['words for a telephone number', changed(3, '门口问'), '电话', '要写电话号码'],
  ['a longitude in words', changed(4, '东经'), '经度', '要写数字'],
  ['a latitude beyond the pole', changed(5, '99'), '纬度', '要写数字'],
  ['hours without an end', changed(6, '08:00'), '开放时间', '08:00-21:00'],
  ['hours after midnight', changed(6, '25:00-26:00'), '开放时间', '08:00-21:00'],
  ['an hour of sixty minutes', changed(6, '08:60-21:00'), '开放时间', '08:00-21:00'],
  ['an end of sixty minutes', changed(6, '08:00-21:60'), '开放时间', '08:00-21:00'],
  ['an end after midnight', changed(6, '08:00-24:01'), '开放时间', '08:00-21:00'],
  ['more behind its hours', changed(6, '08:00-21:000'), '开放时间', '08:00-21:00'],
  ['more before its hours', changed(6, '开 08:00-21:00'), '开放时间', '08:00-21:00'],
  ['no address', changed(2, ''), '地址', '没有写'],
  ['no telephone number', changed(3, ''), '电话', '没有写'],
  ['a number with words behind it', changed(3, '0877-5550102 转'), '电话', '要写电话号码'],
  ['no longitude', changed(4, ''), '经度', '要写数字'],
  ['a longitude beyond the date line', changed(4, '-181'), '经度', '要写数字'],
  ['a name that is too long', changed(1, '长'.repeat(99)), '名称', '最多'],
  ['a way in that is too long', changed(8, '长'.repeat(99)), '从哪进', '最多'],
  ['a thing with a long name', changed(7, `水、${'长'.repeat(13)}`), '有什么', '每样最多 12 个字'],
])('a row with %s is marked by row, column and reason', (_situation, row, column, why) => {
  const { faults } = readCentres([HEADINGS, EXAMPLE, row], '江川区')
  // Other names than the row before, so that only the fault is a fault.
  expect(faults.filter(fault => !fault.why.includes('重复'))).toEqual([
    { row: 3, column, why: expect.stringContaining(why) },
  ])
})

test('a centre that occurs twice is marked with the row of the first', () => {
  expect(readCentres([HEADINGS, EXAMPLE, EXAMPLE], null).faults).toEqual([
    { row: 3, column: '名称', why: '和第 2 行重复' },
  ])
})

test('of five thousand rows with one bad cell just this cell is marked', () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => changed(1, `第 ${n} 中心`))
  rows[3_210] = rows[3_210]?.map((cell, n) => (n === 4 ? '东经' : cell)) ?? []
  const { faults, centres } = readCentres([HEADINGS, ...rows], null)
  expect(faults).toEqual([{ row: 3_212, column: '经度', why: '要写数字，如 102.75' }])
  expect(centres).toHaveLength(4_999)
})

test('a row is read with all that it says, in the ways that people write it', () => {
  const row = EXAMPLE.map(
    (cell, n) =>
      ({ 4: '180', 5: '-90', 6: '0：00 至 24：00', 7: '饮水，充电;饮水  微波炉', 8: ' 东门 进 ' })[n] ?? cell,
  )
  const { centres, faults } = readCentres([row], '江川区')
  expect(faults).toEqual([])
  expect(centres).toEqual([
    {
      county: '江川区',
      name: '碧溪社区党群服务中心',
      address: '江川区大街街道碧溪路 8 号',
      phone: '0877-5550102',
      location: { longitude: 180, latitude: -90 },
      week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 0, closes: 1440 })),
      facilities: ['饮水', '充电', '微波炉'],
      wayIn: '东门 进',
    },
  ])
  expect(readCentres([HEADINGS], null)).toEqual({ centres: [], faults: [] })
  expect(readCentres([changed(6, '23:59-24:00')], null).centres[0]?.week[0]).toMatchObject({
    opens: 1439,
    closes: 1440,
  })
})
