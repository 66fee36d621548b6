import { parseTemplates } from '@domain/notices/check'
import { renderNotice } from '@domain/notices/render'
import {
  isPlatformTemplateId,
  LOCAL_TEMPLATES,
  NOTICE_PARTS,
  NOTICE_TITLES,
  TIME_PARTS,
} from '@domain/notices/templates'
import { fieldType, fieldValue, TEXT_TYPES, TIME_TYPES } from '@domain/notices/values'
import { atLocal } from '@domain/time'
import { isValidValue } from '../../local-cloud/host/openapi/values'
import { SEED } from '../depth'
import fc from '../random'

const id = (letter: string) => letter.repeat(43)
const REMINDER = { templateId: id('a'), fields: { subject: 'thing1', time: 'time2', place: 'thing3' } }
const FAMILY = '👨‍👩‍👧‍👦'

describe('the fields of a message', () => {
  test('have the names that the account chose, with its fixed texts; parts that a template lacks are left out', () => {
    const template = {
      templateId: id('a'),
      fields: { subject: 'thing7', time: 'date2' },
      constants: { thing9: '请准时' },
    }
    const full = { ...template, fields: { ...template.fields, reason: 'thing4' } }
    const content = { subject: '书法小课桌', time: atLocal('2025-07-12', 9 * 60 + 30), place: '玉兴' }
    expect(renderNotice(template, content)).toEqual({
      thing7: '书法小课桌',
      date2: '2025年7月12日 09:30',
      thing9: '请准时',
    })
    expect(renderNotice(full, content)).toEqual(renderNotice(template, content))
  })

  test.each([
    ['thing1', 'thing'],
    ['character_string123', 'character_string'],
    ['thing', ''],
    ['thing1234', ''],
    ['Thing1', ''],
    ['1thing1', ''],
    ['thing1 ', ''],
  ])('have the type that their name begins with: %j', (field, type) => {
    expect(fieldType(field)).toBe(type)
  })

  test.each([
    ['thing', '一二三四五六七八九十一二三四五六七八九十再多', '一二三四五六七八九十一二三四五六七八九十'],
    ['thing', `${'字'.repeat(18)}${FAMILY}尾`, '字'.repeat(18)],
    ['thing', `${'字'.repeat(9)}${FAMILY}`, `${'字'.repeat(9)}${FAMILY}`],
    ['thing', ' 两行\n文字 ', '两行 文字'],
    ['thing', '两\n\n行', '两 行'],
    ['thing', ` ${'字'.repeat(20)}`, '字'.repeat(20)],
    ['thing', `${'字'.repeat(19)} 尾`, '字'.repeat(19)],
    ['name', `1 ${'字'.repeat(10)}`, '字'.repeat(10)],
    ['character_string', `汉 ${'9'.repeat(32)}`, '9'.repeat(32)],
    ['thing', '', '请点开查看'],
    ['phrase', '已经取消了呢', '已经取消了'],
    ['phrase', '👍 a1', '看详情'],
    ['phrase', { text: '工作人员帮您取消了预约', short: '已取消' }, '已取消'],
    ['name', '李秀芳🌸1', '李秀芳'],
    ['name', '一二三四五六七八九十一', '一二三四五六七八九十'],
    ['name', 'Maria del Carmen Rodriguez', 'Maria del Carmen Rod'],
    ['character_string', `A${'9'.repeat(40)}汉`, `A${'9'.repeat(31)}`],
    ['character_string', '汉字', '-'],
    ['time', atLocal('2026-01-05', 8 * 60), '2026年1月5日 08:00'],
    ['character_string', atLocal('2026-01-05', 8 * 60), '2026-01-05 08:00'],
  ] as const)('fit into a field of type %s: %j', (type, value, expected) => {
    expect(fieldValue(type, value)).toBe(expected)
  })

  test('are accepted by the platform whatever people have written', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(fc.constantFrom(FAMILY, '🇨🇳', '1️⃣', '汉', ' ', '\n', '​', 'a', 'ⷢ', '؁'), { maxLength: 40 })
        .map(all => all.join('')),
    )
    const moment = fc.integer({ min: atLocal('2020-01-01'), max: atLocal('2099-12-31') })
    fc.assert(
      fc.property(text, moment, (written, ms) => {
        for (const type of TEXT_TYPES)
          expect([type, written, isValidValue(`${type}1`, fieldValue(type, written))]).toEqual([type, written, true])
        for (const type of TIME_TYPES)
          expect([type, isValidValue(`${type}1`, fieldValue(type, ms))]).toEqual([type, true])
        expect(isValidValue('character_string1', fieldValue('character_string', written))).toBe(true)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('the configuration of the templates', () => {
  test('is accepted with the names of any account, and with kinds left out', () => {
    const odd = { reminder: { ...REMINDER, fields: { time: 'date31' }, constants: { character_string4: 'A-1' } } }
    expect(parseTemplates(odd)).toEqual(odd)
    for (const time of ['thing2', 'character_string2', 'time2']) {
      const reminder = { ...REMINDER, fields: { time }, constants: {} }
      expect(parseTemplates({ reminder })).toEqual({ reminder })
    }
    expect(parseTemplates({})).toEqual({})
  })

  test.each([
    ['no object', 'none', 'the file'],
    [
      'a placeholder for an id',
      { reminder: { ...REMINDER, templateId: 'nuanfeng-class-reminder' } },
      'reminder.templateId: is not an id of a template (43 letters, digits, - or _)',
    ],
    ['an unknown kind', { reminders: REMINDER }, 'reminders'],
    ['no fields', { reminder: { ...REMINDER, fields: {} } }, 'reminder.fields names no field'],
    [
      'a part that the message does not have',
      { reminder: { ...REMINDER, fields: { reason: 'thing1' } } },
      'reminder.fields.reason is no part of this message',
    ],
    [
      'a name that is none of WeChat’s',
      { reminder: { ...REMINDER, fields: { subject: 'keyword' } } },
      'reminder.fields.subject must be a field of type thing, phrase, name',
    ],
    [
      'a text in a field for a time',
      { reminder: { ...REMINDER, fields: { subject: 'time1' } } },
      'reminder.fields.subject',
    ],
    [
      'a time in a field for a phrase',
      { reminder: { ...REMINDER, fields: { time: 'phrase1' } } },
      'reminder.fields.time',
    ],
    [
      'one field twice',
      { reminder: { ...REMINDER, fields: { subject: 'thing1', place: 'thing1' } } },
      'reminder.fields.thing1 is used twice',
    ],
    [
      'one id twice',
      { reminder: REMINDER, offer: { templateId: id('a'), fields: { subject: 'thing1' } } },
      'offer.templateId is used for another kind too; one prompt asks for an id once',
    ],
    [
      'a fixed text that is too long',
      { reminder: { ...REMINDER, constants: { thing9: '长'.repeat(21) } } },
      'reminder.constants.thing9 does not fit into a field of type thing',
    ],
    [
      'a fixed text in a field for numbers',
      { reminder: { ...REMINDER, constants: { number9: '1' } } },
      'reminder.constants.number9 cannot have a fixed text',
    ],
  ])('is refused with the name of the entry: %s', (_what, config, entry) => {
    expect(() => parseTemplates(config)).toThrow(entry)
  })

  test('the ids of the preview are placeholders, which never stand in a prompt', () => {
    for (const { templateId } of Object.values(LOCAL_TEMPLATES)) expect(isPlatformTemplateId(templateId)).toBe(false)
    expect(isPlatformTemplateId(`!${id('a')}`)).toBe(false)
    expect(isPlatformTemplateId(`${id('a')}!`)).toBe(false)
    expect(isPlatformTemplateId('mv1AiOjD9ljPoaiFToRtIdZeW4T7uU8CTZLNBWdPNCQ')).toBe(true)
  })

  test('each template of the preview is told apart, and has a title in Chinese', () => {
    const ids = Object.values(LOCAL_TEMPLATES).map(({ templateId }) => templateId)
    expect(ids.filter(one => /^nuanfeng-[a-z]+-[a-z]+$/.test(one))).toHaveLength(Object.keys(NOTICE_PARTS).length)
    expect(new Set(ids).size).toBe(ids.length)
    for (const kind of Object.keys(NOTICE_PARTS)) {
      expect(NOTICE_TITLES[kind as keyof typeof NOTICE_TITLES]).toMatch(/^[\p{Script=Han}，]+$/u)
    }
  })

  test('the templates of the preview have every part of their message', () => {
    for (const [kind, { fields }] of Object.entries(LOCAL_TEMPLATES)) {
      expect(Object.keys(fields)).toEqual(Object.keys(NOTICE_PARTS[kind as keyof typeof NOTICE_PARTS]))
      for (const field of Object.values(fields)) expect(/^(thing|time)\d$/.test(field)).toBe(true)
      for (const [part, field] of Object.entries(fields)) expect(/^time/.test(field)).toBe(TIME_PARTS.includes(part))
    }
  })
})
