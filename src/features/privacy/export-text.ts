import { localDate, sayMoment } from '@domain/time'
import { call } from '@/cloud/client'

type Kept = Record<string, object[]>

/** What the collections are called by people. */
const TITLES: Record<string, string> = {
  accounts: '账户和家人',
  staff: '工作人员身份',
  sitters: '最近一次坐的驿站',
  enrolments: '整期报名',
  noshows: '爽约记录',
  bookings: '预约',
  checkins: '签到记录',
  notices: '发过的消息',
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

/** Moments as people read them beside the number that is stored. */
function legible(now: number) {
  return (_key: string, value: unknown) =>
    typeof value === 'number' && value > 1_000_000_000_000 ? `${sayMoment(value, now)} (${value})` : value
}

/**
 * All that is kept about the person as text: a heading for each kind of record, and the records as they are stored.
 * @throws CloudError
 */
export async function exportText(): Promise<string> {
  const { now, kept } = await everything()
  const parts = Object.entries(kept)
    .filter(([, documents]) => documents.length > 0)
    .map(
      ([name, documents]) =>
        `${TITLES[name] ?? name}（${documents.length} 条）\n${JSON.stringify(documents, legible(now), 2)}`,
    )
  const nothing = parts.length === 0 ? ['还没有记过您的任何资料。'] : parts
  return [`暖锋驿家 · 我的资料 · ${localDate(now)}`, ...nothing].join('\n\n')
}
