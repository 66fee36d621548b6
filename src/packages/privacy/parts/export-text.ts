import { localClock, localDate } from '@domain/time'
import { call } from '@/cloud/client'
import { BY_ID, KIND_LABELS, labelOf, sayValue } from './export-labels'

type Kept = Record<string, object[]>

/** One kind of record of an export, as text. */
export interface RecordGroup {
  title: string
  /** One a record: lines of 「字段：值」. */
  records: string[]
}

/** Everything that is kept about the person, fetched page by page. */
async function everything(): Promise<{ now: number; kept: Kept }> {
  const kept: Kept = {}
  let after: string | undefined
  for (;;) {
    const page = await call('me.export', after ? { after } : {})
    for (const [name, documents] of Object.entries(page.kept)) kept[name] = [...(kept[name] ?? []), ...documents]
    if (page.next === null) return { now: page.now, kept }
    after = page.next
  }
}

/** The fields of a record, one a line; what lies deeper is indented. */
function lines(record: object, depth = 0, isNumbered = false): string[] {
  const indent = '　'.repeat(depth)
  return Object.entries(record).flatMap(([name, value]: [string, unknown], n) => {
    if (value === null || value === undefined || value === '') return []
    const label = isNumbered || Array.isArray(record) ? `${n + 1}` : labelOf(name)
    if (typeof value !== 'object') return [`${indent}${label}：${sayField(name, value)}`]
    const inner = lines(value, depth + 1, BY_ID.has(name))
    return inner.length === 0 ? [] : [`${indent}${label}：`, ...inner]
  })
}

function sayField(name: string, value: unknown): string {
  // Moments are stored as epoch ms.
  const moment = typeof value === 'number' && value > 1_000_000_000_000
  return moment ? `${localDate(value)} ${localClock(value)}` : sayValue(name, value)
}

/**
 * All that is kept about the person, in words: one part for each kind of record.
 * @throws CloudError
 */
export async function exportParts(): Promise<RecordGroup[]> {
  const { kept } = await everything()
  return Object.entries(kept)
    .filter(([, documents]) => documents.length > 0)
    .map(([kind, documents]) => ({
      title: `${KIND_LABELS[kind] ?? kind}（${documents.length} 条）`,
      records: documents.map(document => lines(document).join('\n')),
    }))
}

/** The parts as one text, to be copied. */
export function exportText(parts: readonly RecordGroup[], now: number): string {
  const head = `暖锋驿家 · 我的资料 · ${localDate(now)}`
  if (parts.length === 0) return `${head}\n\n还没有记过您的任何资料。`
  return [head, ...parts.map(({ title, records }) => [title, ...records].join('\n\n'))].join('\n\n')
}
