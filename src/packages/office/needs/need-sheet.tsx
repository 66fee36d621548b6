import { ANSWER_LENGTH } from '@domain/contracts/limits'
import type { OfficeNeed } from '@domain/contracts/office-needs'
import type { AnswerKind } from '@domain/governance/need'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'
import { ANSWERS, sayAnswered } from './words'

interface NeedSheetProps {
  need: OfficeNeed
  /** Older needs of the centre into which it could be merged. */
  others: readonly OfficeNeed[]
  onClose: () => void
  onDone: () => void
}

/** Answers a need, or merges it into an older one. */
export function NeedSheet({ need, others, onClose, onDone }: NeedSheetProps) {
  const [kind, setKind] = useState<AnswerKind>('done')
  const [words, setWords] = useState('')
  const answering = useAction('office.answerNeed')
  const merging = useAction('office.mergeNeed')
  const error = answering.error ?? merging.error
  const problem = error && messageOf(error)
  const isReady = words.trim() !== ''
  const place = { centreId: need.centre.id, needId: need.id }
  const answer = async () => {
    if (await answering.run({ ...place, kind, words: words.trim() })) onDone()
  }
  const merge = async (intoId: string) => {
    if (await merging.run({ ...place, intoId })) onDone()
  }
  return (
    <Sheet id="need-sheet" title={need.text} onClose={onClose}>
      <View className={cx(styles.form)}>
        {need.answer ? (
          <ListGroup>
            <ListRow title={sayAnswered(need.answer)} note={need.answer.words} />
          </ListGroup>
        ) : (
          <>
            <ChoiceField id="answer-kind" label="怎么办" value={kind} choices={ANSWERS} onChange={setKind} />
            <TextArea
              id="answer-words"
              label="说给大家听"
              placeholder={kind === 'declined' ? '为什么办不了，可以怎么办' : '什么时候办、怎么办'}
              maxLength={ANSWER_LENGTH}
              value={words}
              onChange={setWords}
            />
          </>
        )}
        {problem && <Alert id="need-problem" {...problem} />}
        {!need.answer && (
          <Button id="answer-yes" busy={answering.busy} disabled={!isReady} onTap={() => void answer()}>
            {isReady ? '答复' : '请先写几句话'}
          </Button>
        )}
        {others.length > 0 && (
          <Section title="和更早提的是一回事，并过去">
            <ListGroup>
              {others.map(each => (
                <ListRow
                  key={each.id}
                  id={`merge-${each.id}`}
                  title={each.text}
                  note="并过去以后，提的人在自己的页面上看得到那一条的进展"
                  end={
                    <Button
                      id={`merge-yes-${each.id}`}
                      look="soft"
                      size="small"
                      busy={merging.busy}
                      onTap={() => void merge(each.id)}
                    >
                      并过去
                    </Button>
                  }
                />
              ))}
            </ListGroup>
          </Section>
        )}
      </View>
    </Sheet>
  )
}
