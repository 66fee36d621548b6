import '../../messages'
import { COLLEAGUE_NAME_LENGTH, TYPED_NUMBER_LENGTH } from '@domain/contracts/limits'
import type { TopicCard } from '@domain/contracts/topics'
import type { Choice } from '@domain/governance/topic'
import { MINUTE } from '@domain/time'
import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import styles from '../../parts/points.module.scss'
import { CHOICE_LABELS, sayVoteEnd } from '../../parts/topic-words'

const LAST_DIGITS = 4

/** Papers of people without phones, entered at the counter: by two members of staff, each from the paper. */
function BallotsPage() {
  const { centreId = '' } = useRouter().params
  const now = useNow(MINUTE)
  const request = useRequest('topic.list', { centreId }, { refreshOnShow: true })
  const [topicId, setTopicId] = useState<string | null>(null)
  return (
    <Screen id="ballots" title="录纸质表决票">
      <Loaded request={request} skeleton={[120, 200]}>
        {({ items }) => {
          const voting = items.filter(({ state, closesAt }) => state === 'voting' && (closesAt ?? 0) > now)
          const topic = voting.find(({ id }) => id === topicId) ?? (voting.length === 1 ? voting[0] : undefined)
          return (
            <View className={cx(styles.page)}>
              {voting.length === 0 && (
                <EmptyState id="ballots-empty" scene="lantern" title="现在没有在表决的议题" note="开始表决以后再来。" />
              )}
              {voting.length > 0 && (
                <ListGroup>
                  {voting.map(each => (
                    <ListRow
                      key={each.id}
                      id={`ballot-${each.id}`}
                      icon={each === topic ? 'check' : 'edit'}
                      title={each.title}
                      note={sayVoteEnd(each, now)}
                      onTap={() => setTopicId(each.id)}
                    />
                  ))}
                </ListGroup>
              )}
              {topic && <PaperForm key={topic.id} centreId={centreId} topic={topic} />}
            </View>
          )
        }}
      </Loaded>
    </Screen>
  )
}

function PaperForm({ centreId, topic }: { centreId: string; topic: TopicCard }) {
  const [name, setName] = useState('')
  const [lastFour, setLastFour] = useState('')
  const [choice, setChoice] = useState<Choice | null>(null)
  const { busy, error, run } = useAction('staff.enterVote')
  const problem = error && messageOf(error)
  const isReady = name.trim() !== '' && digitsIn(lastFour).length >= LAST_DIGITS && choice !== null
  const enter = async () => {
    if (choice === null) return
    const answer = await run({ centreId, topicId: topic.id, name: name.trim(), lastFour, choice })
    if (!answer) return
    if (answer.entered === 'first') toast('第一遍录好了', '请另一位同事照着纸票再录一遍，才算数。')
    else toast('两遍一样，算数了', '纸票请收进票箱。')
    setName('')
    setLastFour('')
    setChoice(null)
  }
  return (
    <View className={cx(styles.stack)}>
      <View className={cx(styles.note)}>
        照着纸票录。两位同事各录一遍，一样才算数；称呼和电话不存，只用来认出是不是同一张票。
      </View>
      <TextField id="paper-name" label="票上的姓名" maxLength={COLLEAGUE_NAME_LENGTH} value={name} onChange={setName} />
      <TextField
        id="paper-digits"
        label="电话后四位"
        kind="digits"
        maxLength={TYPED_NUMBER_LENGTH}
        value={lastFour}
        onChange={setLastFour}
      />
      <Field label="票上的意见">
        <View className={cx(styles.wrap)}>
          {CHOICE_LABELS.map(({ id, label }) => (
            <Chip key={id} id={`paper-${id}`} on={choice === id} onTap={() => setChoice(id)}>
              {label}
            </Chip>
          ))}
        </View>
      </Field>
      {problem && <Alert id="paper-problem" {...problem} />}
      <Button id="paper-yes" busy={busy} disabled={!isReady} onTap={() => void enter()}>
        {isReady ? '录好了' : '请照着纸票填全'}
      </Button>
    </View>
  )
}

export default page(BallotsPage)
