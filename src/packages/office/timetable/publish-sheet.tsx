import { MAX_PUBLISHED } from '@domain/contracts/limits'
import type { DraftView, PublishedSession } from '@domain/contracts/office-timetable'
import type { ErrorDetails } from '@domain/errors'
import { clashesOf, type Slot } from '@domain/office/clashes'
import { View } from '@tarojs/components'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { sayFaults } from '../offerings/say'
import styles from '../parts/office.module.scss'
import { Table } from '../parts/table'
import { sayClash, sayTimes } from './say'
import own from './timetable.module.scss'

interface PublishSheetProps {
  centreId: string
  drafts: readonly DraftView[]
  /** What is published already. */
  sessions: readonly PublishedSession[]
  now: number
  onClose: () => void
  onDone: () => void
}

const COLUMNS = [
  { label: '课', width: '1.4fr' },
  { label: '时间', width: '1.2fr' },
  { label: '教室', width: '1fr' },
  { label: '结果', width: '1.6fr' },
]

/**
 * Why drafts are not published now, in words by id. Of two drafts that need the same room, the one that was saved first is
 * published.
 */
function whyNot(
  drafts: readonly DraftView[],
  sessions: readonly PublishedSession[],
  now: number,
): ReadonlyMap<string, string> {
  const fixed: Slot[] = sessions.filter(({ status }) => status === 'open')
  const whys = new Map<string, string>()
  for (const draft of [...drafts].sort((a, b) => a.changedAt - b.changedAt || a.startsAt - b.startsAt)) {
    const [clash] = clashesOf([draft], fixed)
    if (draft.startsAt <= now) whys.set(draft.id, '已经过了')
    else if (clash) whys.set(draft.id, sayClash({ what: clash.what, ...clash.other }))
    else fixed.push(draft)
  }
  return whys
}

/** What a publication would do, draft by draft; then it is done as a whole. Drafts that clash or are past stay drafts. */
export function PublishSheet({ centreId, drafts, sessions, now, onClose, onDone }: PublishSheetProps) {
  const { run, busy, error } = useAction('office.publish')
  const whys = whyNot(drafts, sessions, now)
  const why = ({ id }: DraftView) => whys.get(id) ?? null
  const good = drafts.filter(draft => why(draft) === null).slice(0, MAX_PUBLISHED)
  const kept = drafts.length - good.length
  const publish = async () => {
    const answer = await run({ centreId, drafts: good.map(({ id, revision }) => ({ id, revision })) })
    if (!answer) return
    toast(`发布了 ${answer.publication.sessions} 场`, '居民现在就能看到。没人约之前可以撤回。')
    onDone()
  }
  return (
    <Sheet id="publish-sheet" title={`发布 ${good.length} 场`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View>
          发布后居民马上看得到，按各门课的规则开放预约。
          {kept > 0 && `有 ${kept} 场先留着不发：`}
        </View>
        <Table
          columns={COLUMNS}
          rows={[...drafts]
            .sort((a, b) => Number(why(b) !== null) - Number(why(a) !== null) || a.startsAt - b.startsAt)
            .map(draft => ({
              id: `publish-${draft.id}`,
              cells: [
                draft.title,
                sayTimes(draft),
                draft.room,
                <View key="why" className={cx(why(draft) ? own.skipped : own.created)}>
                  {why(draft) ?? '发布'}
                </View>,
              ],
            }))}
        />
        {error && <Problem error={error} drafts={drafts} />}
        <Button id="publish-yes" busy={busy} disabled={good.length === 0} onTap={() => void publish()}>
          {good.length === 0 ? '没有能发布的' : `发布这 ${good.length} 场`}
        </Button>
      </View>
    </Sheet>
  )
}

/** Why nothing was published, with the draft that is the reason. */
function Problem({ error, drafts }: { error: CloudError; drafts: readonly DraftView[] }) {
  const titleOf = (id: string | null) => drafts.find(draft => draft.id === id)?.title ?? ''
  if (error.code === 'TIMETABLE_CLASH') {
    const { clashes } = error.detail as ErrorDetails['TIMETABLE_CLASH']
    const said = clashes.map(clash => `「${titleOf(clash.draftId)}」的${sayClash(clash)}`).join('；')
    return <Alert id="publish-problem" text="有冲突，一场都没有发布" hint={said} />
  }
  if (error.code === 'PLAN_INVALID') {
    const { draftId, faults } = error.detail as ErrorDetails['PLAN_INVALID']
    return (
      <Alert id="publish-problem" text={`「${titleOf(draftId)}」这样排不成，一场都没有发布`} hint={sayFaults(faults)} />
    )
  }
  return <Alert id="publish-problem" {...messageOf(error)} />
}
