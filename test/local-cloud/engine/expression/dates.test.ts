import { testRefusals, testValues } from './evaluate'

const at = new Date('2014-01-01T08:15:39.736Z')
const date = (text: string) => new Date(text)
const NY = 'America/New_York'

describe('parts', () => {
  testValues([
    [{ $year: at }, 2014],
    [{ $month: at }, 1],
    [{ $dayOfMonth: at }, 1],
    [{ $hour: at }, 8],
    [{ $minute: at }, 15],
    [{ $second: at }, 39],
    [{ $millisecond: at }, 736],
    [{ $dayOfYear: at }, 1],
    [{ $dayOfWeek: at }, 4],
    [{ $isoDayOfWeek: at }, 3],
    // Weeks begin on Sunday; the days before the first one are week 0.
    [{ $week: at }, 0],
    [{ $week: date('2014-01-05T00:00:00Z') }, 1],
    [{ $week: date('2016-01-01T00:00:00Z') }, 0],
    [{ $week: date('2019-05-14T09:38:51Z') }, 19],
    [{ $isoWeek: date('2016-01-01T00:00:00Z') }, 53],
    [{ $isoWeekYear: date('2016-01-01T00:00:00Z') }, 2015],
    [{ $isoWeek: date('2018-12-31T00:00:00Z') }, 1],
    [{ $isoWeekYear: date('2018-12-31T00:00:00Z') }, 2019],
    [{ $isoWeekYear: date('2015-05-26T00:00:00Z') }, 2015],
    [{ $year: '$missing' }, null],
    [{ $year: [at] }, 2014],
    [{ $hour: { date: at, timezone: 'Asia/Shanghai' } }, 16],
    [{ $hour: { date: at, timezone: '+0530' } }, 13],
    [{ $minute: { date: at, timezone: '+05:30' } }, 45],
    [{ $hour: { date: at, timezone: '-03' } }, 5],
    [{ $hour: { date: at, timezone: null } }, null],
    [{ $dayOfMonth: { date: date('2016-01-01T02:00:00Z'), timezone: 'America/Chicago' } }, 31],
  ])
  testRefusals([
    [{ $year: 5 }, /requires a date, found: int/],
    [{ $year: 'text' }, /requires a date, found: string/],
    [{ $hour: { date: at, timezone: 'Mars/Olympus' } }, /unrecognized time zone/],
    [{ $hour: { date: at, zone: 'UTC' } }, /Unrecognized parameter/],
    [{ $hour: [at, at] }, /exactly one argument/],
  ])
})

describe('as text', () => {
  const format = (text: string, on = at, timezone?: string) => ({
    $dateToString: { format: text, date: on, ...(timezone && { timezone }) },
  })
  testValues([
    [format('%Y-%m-%d'), '2014-01-01'],
    [format('%H:%M:%S:%L%z', at, NY), '03:15:39:736-0500'],
    [format('%H:%M:%S:%L%z', at, '+04:30'), '12:45:39:736+0430'],
    [format('%Z', at, NY), '-300'],
    [format('%j'), '001'],
    [format('%w %u %U %V %G'), '4 3 00 01 2014'],
    [format('100%%'), '100%'],
    [format('%d %b %Y %B'), '01 Jan 2014 January'],
    [{ $dateToString: { date: at } }, '2014-01-01T08:15:39.736Z'],
    [{ $dateToString: { date: at, timezone: 'Asia/Shanghai' } }, '2014-01-01T16:15:39.736'],
    [{ $dateToString: { date: null } }, null],
    [{ $dateToString: { date: '$missing', onNull: 'never' } }, 'never'],
    [{ $dateToString: { date: at, format: null } }, null],
  ])
  testRefusals([
    [format('%n'), /Invalid format character '%n'/],
    [format('%'), /Unmatched %/],
    [{ $dateToString: { date: 'text' } }, /requires a date/],
    [{ $dateToString: { format: '%Y' } }, /Missing 'date'/],
  ])
})

describe('from text', () => {
  const parse = (dateString: unknown, more: object = {}) => ({ $dateFromString: { dateString, ...more } })
  testValues([
    [parse('2017-02-08T12:10:40.787'), date('2017-02-08T12:10:40.787Z')],
    [parse('2017-02-08T12:10:40.787', { timezone: NY }), date('2017-02-08T17:10:40.787Z')],
    [parse('2017-02-08'), date('2017-02-08T00:00:00Z')],
    // A space between date and time.
    [parse('2017-02-08 12:10:40'), date('2017-02-08T12:10:40Z')],
    [parse('2017-02-08 12:10'), date('2017-02-08T12:10:00Z')],
    [parse('2017-02-08T12:10:40+0800'), date('2017-02-08T04:10:40Z')],
    [parse('2017-02-08 12:10:40.787 America/New_York'), date('2017-02-08T17:10:40.787Z')],
    [parse('2017/02/08'), date('2017-02-08T00:00:00Z')],
    [parse('20170208'), date('2017-02-08T00:00:00Z')],
    [parse('02/08/2017'), date('2017-02-08T00:00:00Z')],
    [parse('08-02-2017'), date('2017-02-08T00:00:00Z')],
    [parse('February 8, 2017 3:05 pm'), date('2017-02-08T15:05:00Z')],
    [parse('8 Feb 2017'), date('2017-02-08T00:00:00Z')],
    [parse('06-15-2018', { format: '%m-%d-%Y' }), date('2018-06-15T00:00:00Z')],
    [parse('15-06-2018', { format: '%d-%m-%Y' }), date('2018-06-15T00:00:00Z')],
    [parse('2018-W24-5', { format: '%G-W%V-%u' }), date('2018-06-15T00:00:00Z')],
    [parse('2018 060', { format: '%Y %j' }), date('2018-03-01T00:00:00Z')],
    [parse('2018-06-15 07:08 +0200', { format: '%Y-%m-%d %H:%M %z' }), date('2018-06-15T05:08:00Z')],
    [parse(null), null],
    [parse('$missing', { onNull: 'none' }), 'none'],
    [parse('nonsense', { onError: '$a' }), 5, { a: 5 }],
    [parse('2017-02-08', { timezone: null }), null],
  ])
  testRefusals([
    [parse('nonsense'), /Error parsing date string 'nonsense'/],
    [parse('2017-02-30'), /parsed date was invalid/],
    [parse('2017-13-01'), /parsed date was invalid/],
    [parse('2017-02-08T25:00:00'), /parsed date was invalid/],
    [parse('2017-02-08', { format: '%d-%m-%Y' }), /Error parsing date string/],
    [parse(5), /must be a string/],
    [parse('2017-02-08T12:10:40Z', { timezone: NY }), /together with a timezone/],
  ])
})

describe('from and to parts', () => {
  const from = (parts: object) => ({ $dateFromParts: parts })
  testValues([
    [from({ year: 2017, month: 2, day: 8, hour: 12 }), date('2017-02-08T12:00:00Z')],
    [
      from({ year: 2016, month: 12, day: 31, hour: 23, minute: 46, second: 12, timezone: NY }),
      date('2017-01-01T04:46:12Z'),
    ],
    [from({ isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 3, hour: 12 }), date('2017-02-08T12:00:00Z')],
    [from({ year: 2017 }), date('2017-01-01T00:00:00Z')],
    // Parts out of range carry over.
    [from({ year: 2017, month: 14, day: 1, hour: 12 }), date('2018-02-01T12:00:00Z')],
    [from({ year: 2017, month: 0, day: 0 }), date('2016-11-30T00:00:00Z')],
    [from({ year: 2017, millisecond: -1 }), date('2016-12-31T23:59:59.999Z')],
    [from({ year: '$missing' }), null],
    [from({ year: 2017, timezone: null }), null],
    [
      { $dateToParts: { date: date('2017-01-01T01:29:09.123Z') } },
      { year: 2017, month: 1, day: 1, hour: 1, minute: 29, second: 9, millisecond: 123 },
    ],
    [
      { $dateToParts: { date: date('2017-01-01T01:29:09.123Z'), timezone: NY } },
      { year: 2016, month: 12, day: 31, hour: 20, minute: 29, second: 9, millisecond: 123 },
    ],
    [
      { $dateToParts: { date: date('2017-01-01T01:29:09.123Z'), iso8601: true } },
      { isoWeekYear: 2016, isoWeek: 52, isoDayOfWeek: 7, hour: 1, minute: 29, second: 9, millisecond: 123 },
    ],
    [{ $dateToParts: { date: null } }, null],
  ])
  testRefusals([
    [from({ month: 1 }), /requires either 'year' or 'isoWeekYear'/],
    [from({ year: 2017, isoWeek: 1 }), /mixing/],
    [from({ year: 0 }), /must be in the range 1 to 9999/],
    [from({ year: 2017.5 }), /must be a whole number/],
  ])
})

describe('arithmetic of the calendar', () => {
  const add = (startDate: Date, unit: string, amount: unknown, timezone?: string) => ({
    $dateAdd: { startDate, unit, amount, ...(timezone && { timezone }) },
  })
  const diff = (startDate: Date, endDate: Date, unit: string, more: object = {}) => ({
    $dateDiff: { startDate, endDate, unit, ...more },
  })
  const trunc = (on: Date, unit: string, more: object = {}) => ({ $dateTrunc: { date: on, unit, ...more } })
  testValues([
    [add(date('2020-11-30T12:10:05Z'), 'month', 3), date('2021-02-28T12:10:05Z')],
    [add(date('2020-12-31T12:10:05Z'), 'month', -1), date('2020-11-30T12:10:05Z')],
    [add(date('2020-02-29T00:00:00Z'), 'year', 1), date('2021-02-28T00:00:00Z')],
    [add(date('2020-01-31T00:00:00Z'), 'quarter', 1), date('2020-04-30T00:00:00Z')],
    [add(date('2020-01-31T00:00:00Z'), 'week', 2), date('2020-02-14T00:00:00Z')],
    [add(date('2020-01-31T00:00:00Z'), 'hour', 25), date('2020-02-01T01:00:00Z')],
    [add(date('2020-01-31T00:00:00Z'), 'millisecond', 1), date('2020-01-31T00:00:00.001Z')],
    // A day in New York may have 23 hours.
    [add(date('2021-03-13T15:00:00Z'), 'day', 1, NY), date('2021-03-14T14:00:00Z')],
    [add(date('2021-03-13T15:00:00Z'), 'hour', 24, NY), date('2021-03-14T15:00:00Z')],
    [add(date('2020-01-31T00:00:00Z'), 'day', null), null],
    [
      { $dateSubtract: { startDate: date('2020-12-31T00:00:00Z'), unit: 'month', amount: 1 } },
      date('2020-11-30T00:00:00Z'),
    ],
    [diff(date('2020-12-31T23:59:59Z'), date('2021-01-01T00:00:00Z'), 'year'), 1],
    [diff(date('2020-01-31T00:00:00Z'), date('2020-03-01T00:00:00Z'), 'month'), 2],
    [diff(date('2020-01-01T00:00:00Z'), date('2020-12-31T00:00:00Z'), 'quarter'), 3],
    [diff(date('2021-01-01T00:00:00Z'), date('2021-01-03T00:00:00Z'), 'week'), 1],
    [diff(date('2021-01-01T00:00:00Z'), date('2021-01-03T00:00:00Z'), 'week', { startOfWeek: 'monday' }), 0],
    [diff(date('2021-01-01T23:00:00Z'), date('2021-01-02T01:00:00Z'), 'day'), 1],
    [diff(date('2021-01-02T01:00:00Z'), date('2021-01-01T23:00:00Z'), 'day'), -1],
    [diff(date('2021-01-01T23:00:00Z'), date('2021-01-02T01:00:00Z'), 'day', { timezone: NY }), 0],
    [diff(date('2021-01-01T00:59:59Z'), date('2021-01-01T01:00:00Z'), 'hour'), 1],
    [diff(date('2021-01-01T00:00:00Z'), date('2021-01-01T00:00:30Z'), 'second'), 30],
    [trunc(date('2021-03-20T11:30:05Z'), 'year'), date('2021-01-01T00:00:00Z')],
    [trunc(date('2021-03-20T11:30:05Z'), 'quarter'), date('2021-01-01T00:00:00Z')],
    [trunc(date('2021-03-20T11:30:05Z'), 'month'), date('2021-03-01T00:00:00Z')],
    [trunc(date('2021-03-20T11:30:05Z'), 'month', { binSize: 6 }), date('2021-01-01T00:00:00Z')],
    [trunc(date('2021-03-20T11:30:05Z'), 'week'), date('2021-03-14T00:00:00Z')],
    [trunc(date('2021-03-20T11:30:05Z'), 'week', { startOfWeek: 'monday' }), date('2021-03-15T00:00:00Z')],
    [
      trunc(date('2021-03-20T11:30:05Z'), 'week', {
        binSize: 2,
        timezone: 'America/Los_Angeles',
        startOfWeek: 'Monday',
      }),
      date('2021-03-15T07:00:00Z'),
    ],
    [trunc(date('2021-03-20T02:30:05Z'), 'day', { timezone: NY }), date('2021-03-19T04:00:00Z')],
    [trunc(date('2021-03-20T11:30:05Z'), 'hour', { binSize: 2 }), date('2021-03-20T10:00:00Z')],
    [trunc(date('2021-03-20T11:34:05Z'), 'minute', { binSize: 15 }), date('2021-03-20T11:30:00Z')],
    [trunc(date('2021-03-20T11:34:05.789Z'), 'second'), date('2021-03-20T11:34:05Z')],
    [{ $dateTrunc: { date: null, unit: 'day' } }, null],
  ])
  testRefusals([
    [add(at, 'fortnight', 1), /unknown time unit/],
    [add(at, 'day', 1.5), /must be a whole number/],
    [diff(at, at, 'week', { startOfWeek: 'someday' }), /unknown day of the week/],
    [trunc(at, 'day', { binSize: 0 }), /greater than 0/],
    [{ $dateTrunc: { date: 'a', unit: 'day' } }, /requires a date/],
  ])
})

describe('changes of the clock', () => {
  const from = (hour: number, day: number, month: number) => ({
    $dateFromParts: { year: 2021, month, day, hour, minute: 30, timezone: NY },
  })
  testValues([
    // 01:30 exists twice: the first one is meant. 02:30 does not exist: an hour later.
    [from(1, 7, 11), date('2021-11-07T05:30:00Z')],
    [from(2, 14, 3), date('2021-03-14T07:30:00Z')],
    [{ $hour: { date: date('2021-11-07T05:30:00Z'), timezone: NY } }, 1],
    [{ $hour: { date: date('2021-11-07T06:30:00Z'), timezone: NY } }, 1],
  ])
})
