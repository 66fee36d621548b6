import { strFromU8, unzipSync } from 'fflate'
import { readSpreadsheet } from '@/packages/office/xlsx/read'
import { workbook } from '@/packages/office/xlsx/workbook'

const sheetOf = (rows: Parameters<typeof workbook>[0]['rows']) =>
  strFromU8(
    unzipSync(workbook({ name: '名单', columns: [{ label: '甲', width: 10 }], rows }))['xl/worksheets/sheet1.xml'] ??
      new Uint8Array(),
  )

test.each(['=1+1', '+8610', '-2', '@cmd', '\tx'])(
  'text that begins like a formula (%j) is stored as text and marked as such',
  text => {
    const sheet = sheetOf([[text]])
    expect(sheet).toMatch(/<c r="A2" s="4" t="inlineStr">/)
    expect(sheet).not.toContain('<f>')
  },
)

test('numbers, shares and moments in China time are typed; names keep every character that XML knows', () => {
  const sheet = sheetOf([[3, { share: 0.5 }, { at: Date.parse('2026-12-24T14:00:00+08:00') }, 'a<b>&"\u0000😀', null]])
  expect(sheet).toContain('<c r="A2" s="0"><v>3</v></c>')
  expect(sheet).toContain('<c r="B2" s="3"><v>0.5</v></c>')
  expect(Number(/<c r="C2" s="2"><v>([^<]*)/.exec(sheet)?.[1])).toBeCloseTo(46_380 + 14 / 24, 6)
  expect(sheet).toContain('>a&lt;b&gt;&amp;&quot;&#128512;<')
})

test('twenty thousand rows are one file with a frozen first row', () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => [`第 ${n} 行`])
  const sheet = sheetOf(rows)
  expect(sheet).toContain('<pane ySplit="1"')
  expect(sheet).toContain('r="A20001"')
})

test('what was written is read back, and a .csv with quotes, commas and line breaks as well', () => {
  const rows = [
    ['a "b", c', '=1'],
    ['', 'x'],
  ]
  const columns = ['甲', '乙'].map(label => ({ label, width: 10 }))
  expect(readSpreadsheet(workbook({ name: '表', columns, rows }))).toEqual([['甲', '乙'], ...rows])
  const csv = '\ufeff甲,乙\r\n"a ""b"", c","两\n行"\r\n'
  expect(readSpreadsheet(new Uint8Array(Buffer.from(csv)))).toEqual([['甲', '乙'], ['a "b", c', '两\n行'], ['']])
  expect(readSpreadsheet(new Uint8Array([0x50, 0x4b, 1, 2]))).toBeNull()
})
