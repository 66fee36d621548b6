import { routes } from '@domain/contracts'
import { CONSENT_AGE } from '@domain/people/members'
import { POSITION_USES, WHOLE_NAMES } from '@domain/privacy/disclosures'
import { KEEP, sayPeriod } from '@domain/privacy/keep'
import type { Operator } from '@domain/privacy/operator'
import { PERIOD_LINES, privacyPolicy } from '@domain/privacy/policy'
import { RETENTION } from '@domain/privacy/retention'
import { DAY } from '@domain/time'
import schema from '../../config/database.json'

/** What the privacy page says and what the table of periods holds; that the timer does it is tried in `test/cloud`. */
const OPERATOR: Operator = {
  name: '某某社会服务中心',
  contact: '0877-1234567',
  address: '某某路 1 号',
  since: '2026-12-01',
}
const policy = privacyPolicy(OPERATOR)
const text = policy.flatMap(({ title, lines }) => [title, ...lines]).join('\n')

test('every row of the table names a collection, fields, a purpose and a moment, and what happens then', () => {
  for (const { collection, fields, topic, purpose, keep, from, outcome } of RETENTION) {
    const row = { collection, topic, purpose, from, outcome }
    expect(Object.keys(schema.collections)).toContain(collection)
    expect(Object.keys(PERIOD_LINES)).toContain(topic)
    expect(row).toMatchObject({
      purpose: expect.stringMatching(/[\u4e00-\u9fff]{2}/),
      from: expect.stringMatching(/[\u4e00-\u9fff]{2}/),
      outcome: expect.stringMatching(/^(deleted|anonymous)$/),
    })
    expect([collection, fields.length > 0, fields.filter(field => !/^[\w*]+(\.[\w*]+)*$/.test(field))]).toEqual([
      collection,
      true,
      [],
    ])
    expect(keep === null || (Object.values(KEEP) as number[]).includes(keep)).toBe(true)
  }
})

test('no field has two periods, and every topic of the page has a row', () => {
  const all = RETENTION.flatMap(({ collection, fields }) => fields.map(field => `${collection}.${field}`))
  expect(all.filter((field, n) => all.indexOf(field) !== n)).toEqual([])
  expect([...new Set(RETENTION.map(({ topic }) => topic))].sort()).toEqual(Object.keys(PERIOD_LINES).sort())
})

test('the page names the operator, the periods of every row and the rules for children, in whole sentences', () => {
  for (const part of Object.values(OPERATOR)) expect(text).toContain(part)
  for (const { topic, keep, collection } of RETENTION) {
    const lines = PERIOD_LINES[topic].join('\n')
    expect([collection, topic, keep === null || lines.includes(sayPeriod(keep))]).toEqual([collection, topic, true])
    for (const line of PERIOD_LINES[topic]) expect(text).toContain(line)
  }
  for (const { title, lines } of policy) {
    expect(title).toMatch(/^[\u4e00-\u9fff]{2,10}$/)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines.slice(title === '谁在处理您的资料' ? 4 : 0)) expect(line).toMatch(/^.{6,}。$/)
  }
  expect(text).toContain(`未满 ${CONSENT_AGE} 岁的孩子，要监护人`)
  expect(text).toContain('您收回后 10 分钟为止')
  const [demo = ''] = privacyPolicy(null)[0]?.lines ?? []
  expect(demo).toContain('演示')
  expect(policy[0]?.lines).toEqual([
    '运营单位：某某社会服务中心',
    '个人信息的问题，请联系：0877-1234567',
    '地址：某某路 1 号',
    '这份说明从 2026-12-01 起生效，以后有改动会写在这里。',
  ])
})

test('the page names every use of a position, of routes that take one', () => {
  for (const [name, use] of Object.entries(POSITION_USES)) {
    const { input } = routes[name as keyof typeof routes]
    expect([name, 'entries' in input && 'location' in input.entries]).toEqual([name, true])
    expect(use).toMatch(/^[\u4e00-\u9fff]{4,}$/)
    expect(text).toContain(use)
  }
  expect(text).toContain(`${Object.values(POSITION_USES).join('、')}。`)
  const takesPosition = (name: string, { input }: (typeof routes)[keyof typeof routes]) =>
    'entries' in input && 'location' in input.entries && !name.startsWith('office.') && name !== 'checkin.self'
  for (const [name, route] of Object.entries(routes)) {
    expect([name, takesPosition(name, route)]).toEqual([name, name in POSITION_USES])
  }
})

test('staff read whole names only where they look for a person', () => {
  expect([...WHOLE_NAMES].sort()).toEqual(['staff.find', 'staff.roster'])
})

test.each([
  ['sessions', ['claims.*', 'offers.*', 'waitlist.*']],
  ['pointtasks', ['changedBy', 'requests']],
  ['pointgoods', ['changedBy', 'requests']],
  ['pointpanels', ['changedBy', 'requests', 'members']],
])('people in %s have a period', (collection, fields) => {
  const rows = RETENTION.filter(row => row.collection === collection)
  expect(rows.flatMap(row => row.fields)).toEqual(expect.arrayContaining(fields))
})

test.each([
  [8, '8 天'],
  [360, '360 天'],
  [365, '1 年'],
  [366, '366 天'],
  [540, '18 个月'],
  [730, '2 年'],
])('%i days are said to be %s', (days, said) => {
  expect(sayPeriod(days * DAY)).toBe(said)
})

test('periods are as long as they are said to be', () => {
  const days = Object.fromEntries(Object.entries(KEEP).map(([what, ms]) => [what, ms / DAY]))
  expect(days).toMatchObject({
    ...{ booking: 365, guest: 30, enrolment: 540, visit: 1, account: 730, request: 1, interest: 180, erasure: 30 },
    ...{ act: 365, points: 810, need: 730, vote: 30, contest: 730, help: 60, hours: 1095, certificate: 365 },
    ...{ group: 365, relation: 30, invitation: 30, setback: 30, usage: 8 },
  })
})
