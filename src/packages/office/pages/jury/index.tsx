import '../../messages'
import { contestRulesOf } from '@domain/contest/rules'
import type { ContestView, JuryEntry, JuryView } from '@domain/contracts/contest'
import { codeKey } from '@domain/typed'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { sayDelivery, sayStage } from '../../contest/words'
import styles from '../../parts/office.module.scss'
import { MarkSheet } from '../../stars/mark-sheet'
import { sayTenths } from '../../stars/say'
import { sayLevel } from '../../workers/words'

/** Characters of a code; typed with spaces it is longer. */
const CODE_LENGTH = 16
const TYPED_LENGTH = 40

/** What a juror judges; whoever is in no jury joins with a code. */
function JuryPage() {
  const kind = useRouter().params.kind === 'talent' ? 'talent' : 'project'
  const request = useRequest('contest.jury', { kind }, { refreshOnShow: true })
  return (
    <Screen id="jury" title="评委">
      <View className={cx(styles.page)}>
        <Loaded request={request} skeleton={[44, 120, 120]}>
          {data =>
            data.contest ? <Judging data={data} onDone={request.setData} /> : <Joining onDone={request.setData} />
          }
        </Loaded>
      </View>
    </Screen>
  )
}

function Joining({ onDone }: { onDone: (data: JuryView) => void }) {
  const [typed, setTyped] = useState('')
  const { busy, error, run } = useAction('contest.join')
  const problem = error && messageOf(error)
  const code = codeKey(typed)
  const isReady = code.length === CODE_LENGTH
  const join = async () => {
    const answer = await run({ code })
    if (answer) onDone(answer)
  }
  return (
    <View className={cx(styles.form)}>
      <TextField
        id="jury-code"
        label="邀请码"
        placeholder="16 位字母和数字"
        maxLength={TYPED_LENGTH}
        value={typed}
        onChange={setTyped}
      />
      <View className={cx(styles.note)}>加入以后，分给您的会出现在这里。和您有关系的不会分给您。</View>
      {problem && <Alert id="jury-problem" {...problem} />}
      <Button id="jury-join" busy={busy} disabled={!isReady} onTap={() => void join()}>
        {isReady ? '加入评委' : '请输入 16 位邀请码'}
      </Button>
    </View>
  )
}

function Judging({ data, onDone }: { data: JuryView; onDone: (data: JuryView) => void }) {
  const [shown, setShown] = useState<JuryEntry | null>(null)
  const { busy, error, run, clear } = useAction('contest.score')
  const { contest, entries, now } = data
  if (!contest) return null
  const left = entries.filter(({ own }) => own === null).length
  return (
    <>
      <View id="jury-stage" className={cx(styles.note)}>
        {sayStage(contest, now)}
        {entries.length > 0 && (left > 0 ? ` · 还有 ${left} 个没评` : ' · 都评好了，到期前还能改')}
      </View>
      {entries.length === 0 ? (
        <EmptyState id="jury-empty" scene="lantern" title="现在没有要评的" note="下一个阶段开始以后再来看。" />
      ) : (
        <ListGroup>
          {entries.map(entry => (
            <ListRow
              key={entry.id}
              id={`judge-${entry.id}`}
              title={entry.title}
              note={entry.level ? `${entry.centreName} · ${sayLevel(entry.level)}` : entry.centreName}
              end={<Pill tone={entry.own ? 'good' : 'few'}>{entry.own ? sayTotal(entry) : '没评'}</Pill>}
              leads
              onTap={() => {
                clear()
                setShown(entry)
              }}
            />
          ))}
        </ListGroup>
      )}
      {shown && (
        <MarkSheet
          title={shown.title}
          about={
            <ListGroup>
              <ListRow title={shown.centreName} note={shown.words} />
              <ListRow
                title="按签到记录算好的"
                note={sayDelivery(shown.delivery, contest.kind)}
                end={`${sayTenths(shown.tenths)} / ${recordedPoints(contest)} 分`}
              />
            </ListGroup>
          }
          standards={contestRulesOf(contest.rulesId).criteria}
          sheet={shown.own && { ...shown.own, words: '', veto: null }}
          busy={busy}
          error={error}
          onClose={() => setShown(null)}
          onSave={async ({ n, marks }) => {
            const answer = await run({ entryId: shown.id, n, marks })
            if (!answer) return
            setShown(null)
            onDone(answer)
          }}
        />
      )}
    </>
  )
}

/** Most points for recorded delivery. */
function recordedPoints({ rulesId }: ContestView): number {
  const { sessions, people, attendance } = contestRulesOf(rulesId)
  return sessions.points + people.points + attendance.points
}

function sayTotal({ own, tenths }: JuryEntry): string {
  return `${sayTenths(Object.values(own?.marks ?? {}).reduce((sum, each) => sum + each, tenths))} 分`
}

export default page(JuryPage)
