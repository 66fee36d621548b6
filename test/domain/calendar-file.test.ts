import { type CalendarEntry, calendarFile } from '@domain/share/calendar-file'

const NOW = Date.parse('2026-11-24T09:00:00+08:00')
const ENTRY: CalendarEntry = {
  id: 'b-1',
  title: '书法小课桌',
  place: '江川区党群服务中心',
  startsAt: Date.parse('2026-11-28T14:00:00+08:00'),
  endsAt: Date.parse('2026-11-28T15:30:00+08:00'),
}

/** The lines of a file as a calendar reads them: parts of a line joined, `NAME:value`. */
function read(change: Partial<CalendarEntry> = {}, now = NOW): Record<string, string> {
  const lines = calendarFile({ ...ENTRY, ...change }, now)
    .replace(/\r\n /g, '')
    .split('\r\n')
    .filter(Boolean)
  return Object.fromEntries(lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]))
}

test.each([
  ['an afternoon', '2026-11-28T14:00:00+08:00', '2026-11-28T15:30:00+08:00', '20261128T060000Z', '20261128T073000Z'],
  ['over midnight', '2026-11-28T23:00:00+08:00', '2026-11-29T01:00:00+08:00', '20261128T150000Z', '20261128T170000Z'],
  ['before eight', '2026-11-28T07:00:00+08:00', '2026-11-28T08:00:00+08:00', '20261127T230000Z', '20261128T000000Z'],
  ['a year ends', '2026-12-31T23:30:00+08:00', '2027-01-01T09:00:00+08:00', '20261231T153000Z', '20270101T010000Z'],
])('times are said in UTC: %s', (_case, from, to, start, end) => {
  expect(read({ startsAt: Date.parse(from), endsAt: Date.parse(to) })).toMatchObject({ DTSTART: start, DTEND: end })
})

test('the file is one that calendars import, with a reminder an hour before', () => {
  expect(calendarFile(ENTRY, NOW).split('\r\n')).toEqual([
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//nuanfeng-yijia//ZH', 'METHOD:PUBLISH', 'BEGIN:VEVENT'],
    ...['UID:b-1@nuanfeng-yijia', 'SEQUENCE:1795482000', 'DTSTAMP:20261124T010000Z'],
    ...['DTSTART:20261128T060000Z', 'DTEND:20261128T073000Z'],
    ...['SUMMARY:书法小课桌', 'LOCATION:江川区党群服务中心'],
    ...['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:书法小课桌', 'TRIGGER:-PT1H', 'END:VALARM'],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ])
})

test.each([
  ['exactly 75 bytes', 'a'.repeat(67), ['a'.repeat(67)]],
  ['one more', 'a'.repeat(68), ['a'.repeat(67), ' a']],
  ['the longest second line', 'a'.repeat(67 + 75), ['a'.repeat(67), ` ${'a'.repeat(74)}`, ' a']],
  ['signs of two bytes', 'é'.repeat(34), ['é'.repeat(33), ' é']],
  ['signs of three bytes', '\u0800'.repeat(23), ['\u0800'.repeat(22), ' \u0800']],
  ['signs of four bytes', '\u{10000}'.repeat(17), ['\u{10000}'.repeat(16), ' \u{10000}']],
])('a line is folded as late as possible: %s', (_what, title, [first = '', ...rest]) => {
  const lines = calendarFile({ ...ENTRY, title }, NOW).split('\r\n')
  const start = lines.indexOf(`SUMMARY:${first}`)
  expect(lines.slice(start + 1, start + 2 + rest.length)).toEqual([...rest, 'LOCATION:江川区党群服务中心'])
})

test('a session that was moved replaces its entry: the same id, a higher number, a later stamp', () => {
  const [before, after] = [read(), read({ startsAt: ENTRY.startsAt + 86_400_000 }, NOW + 60_000)]
  expect(after.UID).toBe(before.UID)
  expect(Number(after.SEQUENCE)).toBeGreaterThan(Number(before.SEQUENCE))
  expect([before.DTSTAMP, after.DTSTAMP]).toEqual(['20261124T010000Z', '20261124T010100Z'])
})

test.each([
  ['a;b,c\\d', 'a\\;b\\,c\\\\d'],
  ['一行\n两行\r\n三行', '一行\\n两行\\n三行'],
  ['END:VEVENT\r\nBEGIN:VEVENT', 'END:VEVENT\\nBEGIN:VEVENT'],
  ['a\u0007b', 'a b'],
])('%j cannot break out of its line', (title, said) => {
  const file = read({ title })
  expect(file.SUMMARY).toBe(said)
  expect(Object.keys(file)).toEqual(Object.keys(read()))
})

test('a long line is folded after at most 75 bytes, between characters', () => {
  const place = '江川区大街街道湖滨路演示一号党群服务中心二楼👨‍👩‍👧多功能厅'.repeat(3)
  const file = calendarFile({ ...ENTRY, place }, NOW)
  expect(file.split('\r\n').every(line => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(file).not.toContain('\uFFFD')
  expect(read({ place }).LOCATION).toBe(place)
})
