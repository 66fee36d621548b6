import type { OfficeTopic } from '@domain/contracts/office-topics'
import { DAY, localDate, sayDay, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { Stepper } from '@/ui/stepper'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'

/** A week gives everybody a weekend. */
const USUAL_DAYS = 7
const LEAST_DAYS = 3
const MOST_DAYS = 30
/** So many sessions are offered as the meeting. */
const MEETINGS = 6

interface VoteSheetProps {
  centreId: string
  topic: OfficeTopic
  sessions: readonly { id: string; title: string; startsAt: number }[]
  now: number
  onClose: () => void
  onDone: () => void
}

/** Opens the vote on a topic: how long, and at which session people talk about it. */
export function OpenVoteSheet({ centreId, topic, sessions, now, onClose, onDone }: VoteSheetProps) {
  const [days, setDays] = useState(USUAL_DAYS)
  const [sessionId, setSessionId] = useState<string | null>(null)
  const { busy, error, run } = useAction('office.openVote')
  const problem = error && messageOf(error)
  const lastDay = now + days * DAY
  const meetings = [
    { id: 'none', value: null, label: '只在网上' },
    ...sessions
      .slice(0, MEETINGS)
      .map(({ id, title, startsAt }) => ({ id, value: id, label: `${sayMoment(startsAt, now)} ${title}` })),
  ]
  const start = async () => {
    const meeting = sessionId === null ? {} : { sessionId }
    const input = { centreId, topicId: topic.id, revision: topic.revision, lastDay: localDate(lastDay), ...meeting }
    if (await run(input)) onDone()
  }
  return (
    <Sheet id="open-vote-sheet" title={`开始表决：${topic.title}`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>
          开始以后不能再改文字。截止以前谁也看不到结果；没有手机的人，请两位同事各录一遍纸票。
        </View>
        <Field label={`表决几天（到${sayDay(lastDay, now)}为止）`}>
          <Stepper
            id="vote-days"
            value={days}
            min={LEAST_DAYS}
            max={MOST_DAYS}
            less="少一天"
            more="多一天"
            onChange={setDays}
          />
        </Field>
        <ChoiceField
          id="vote-meeting"
          label="当面商量的那一场"
          value={sessionId}
          choices={meetings}
          onChange={setSessionId}
        />
        {problem && <Alert id="open-vote-problem" {...problem} />}
        <Button id="open-vote-yes" busy={busy} onTap={() => void start()}>
          开始表决
        </Button>
      </View>
    </Sheet>
  )
}
