import { kindOfId, stageLabel } from '@domain/contest/kinds'
import type { JudgedStage } from '@domain/contest/rules'
import { ANSWER_LENGTH } from '@domain/contracts/limits'
import type { OfficeContest, OfficeEntry } from '@domain/contracts/office-contest'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'
import { sayTenths } from '../stars/say'
import { sayDelivery } from './words'

const STAGES: readonly JudgedStage[] = ['case', 'pitch', 'roadshow']

interface LookSheetProps {
  entry: OfficeEntry
  onClose: () => void
  onDone: (contest: OfficeContest) => void
}

/** The results of an entry by stage; where sheets are far apart, one writes what one found. */
export function LookSheet({ entry, onClose, onDone }: LookSheetProps) {
  const [words, setWords] = useState('')
  const { busy, error, run } = useAction('office.lookAtSpread')
  const problem = error && messageOf(error)
  const [stage] = entry.toLookAt
  const kind = kindOfId(entry.id)
  const isReady = words.trim() !== ''
  const save = async () => {
    if (!stage) return
    const answer = await run({ entryId: entry.id, stage, words: words.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="look-sheet" title={entry.title} onClose={onClose}>
      <View className={cx(styles.form)}>
        <ListGroup>
          <ListRow
            title={entry.centreName}
            note={sayDelivery(entry.delivery, kind)}
            end={`${sayTenths(entry.tenths)} 分`}
          />
          {STAGES.map(each => {
            const result = entry.results?.[each]
            if (!result) return null
            const { score, spread, z, sheets } = result
            return (
              <ListRow
                key={each}
                id={`look-${each}`}
                title={stageLabel(each, kind)}
                note={`${sheets} 份评分，最高最低差 ${sayTenths(spread)} 分，标准分 ${(z / 100).toFixed(2)}`}
                end={`${sayTenths(score)} 分`}
              />
            )
          })}
        </ListGroup>
        {stage && (
          <>
            <TextArea
              id="look-words"
              label={`「${stageLabel(stage, kind)}」的评分差了 20 分以上，复核的结论`}
              placeholder="问过谁，为什么差这么多"
              maxLength={ANSWER_LENGTH}
              value={words}
              onChange={setWords}
            />
            {problem && <Alert id="look-problem" {...problem} />}
            <Button id="look-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
              {isReady ? '复核好了' : '请写下结论'}
            </Button>
          </>
        )}
      </View>
    </Sheet>
  )
}
