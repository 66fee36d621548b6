import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { HIDDEN } from '../../cloudfunctions/lib/privacy/export'
import { KIND_LABELS, labelOf, sayValue } from '../../src/packages/privacy/parts/export-labels'

const ROOT = join(__dirname, '..', '..')

/** What the export hands over, by the name of its type. */
const EXPORTED = [
  'AccountDocument',
  'StaffDocument',
  'SitterDocument',
  'EnrolmentDocument',
  'NoShowDocument',
  'BookingDocument',
  'CheckInDocument',
  'NoticeDocument',
  'VolunteerDocument',
  'ShiftPerson',
  'CertificateDocument',
  'CheckedCertificate',
  'GroupMember',
]

/** Every interface and type of the stored documents and of the domain, by name; the later of two equal names is added. */
function types(): Map<string, ts.Node[]> {
  const found = new Map<string, ts.Node[]>()
  for (const folder of ['cloudfunctions/lib/kernel/store/documents', 'domain']) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.startsWith('contracts')) continue
      const text = readFileSync(join(ROOT, folder, file), 'utf8')
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
      for (const node of source.statements) {
        if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) continue
        found.set(node.name.text, [...(found.get(node.name.text) ?? []), node])
      }
    }
  }
  return found
}

/** The fields of a type and of all types that it is made of, but for hidden ones. */
function fieldsOf(names: readonly string[]): string[] {
  const all = types()
  const fields = new Set<string>()
  const seen = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) {
      const name = node.name.getText()
      if (HIDDEN.has(name) || name === 'openid') return
      fields.add(name)
    }
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = (ts.isTypeReferenceNode(node) ? node.typeName : node.expression).getText()
      // Codes and figures of a refusal are for the app.
      if (name !== 'Refusal' && !seen.has(name)) {
        seen.add(name)
        for (const each of all.get(name) ?? []) visit(each)
      }
    }
    ts.forEachChild(node, visit)
  }
  for (const name of names) {
    const nodes = all.get(name)
    if (!nodes) throw new Error(`there is no type ${name}`)
    for (const node of nodes) visit(node)
  }
  return [...fields].sort()
}

test('every field that the export can hold has a Chinese name', () => {
  const fields = fieldsOf(EXPORTED)
  expect(fields.length).toBeGreaterThan(100)
  expect(fields.filter(field => !/\p{Script=Han}/u.test(labelOf(field)))).toEqual([])
})

test('every kind of record of the export has a Chinese name', () => {
  const source = readFileSync(join(ROOT, 'cloudfunctions/lib/privacy/export.ts'), 'utf8')
  const kinds = [
    ...source.matchAll(/kept: \{ (.+?) \}/g),
    ...source.matchAll(/^ {4}(\w+)(?:: one|,$|: accepted)/gm),
  ].flatMap(([, names = '']) => names.split(', ').map(name => name.replace(/:.*/, '')))
  expect(kinds).toEqual(expect.arrayContaining(['bookings', 'stationActs', 'accounts']))
  expect(kinds.filter(kind => !(kind in KIND_LABELS))).toEqual([])
})

test('a value is said by its field: money in yuan, and one word for one thing', () => {
  expect(sayValue('due', 1250)).toBe('12.50 元')
  expect(sayValue('what', 'counted')).toBe('点人数')
  expect(sayValue('state', 'counted')).toBe('算一次')
  expect(sayValue('nickname', 'other')).toBe('other')
})
