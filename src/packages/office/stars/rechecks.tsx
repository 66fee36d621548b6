import type { CentreStars } from '@domain/contracts/office-stars'
import { ratingRulesOf } from '@domain/rating/standards'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ChoiceField } from '../fields/choice-field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'
import type { Access } from '../parts/use-access'
import { WordsSheet } from './words-sheet'

interface RechecksProps {
  centreId: string
  stars: CentreStars
  access: Access
  onDone: (stars: CentreStars) => void
}

/** What was counted again by hand; an office adds to it in its phase. */
export function Rechecks({ centreId, stars, access, onDone }: RechecksProps) {
  const [isOpen, setOpen] = useState(false)
  const phase = stars.round?.phase
  const standards = ratingRulesOf(stars.round?.rulesId ?? 1).standards
  const labelOf = (standardId: string) => standards.find(({ id }) => id === standardId)?.label
  if (!stars.isSampled) return null
  const isTime = (phase === 'county' || phase === 'city') && access.may('office.recheckStars')
  return (
    <Section title="抽查">
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>系统抽中了这个中心。请翻开记录数一遍；少了 5% 以上的那一项不得分。</View>
        {stars.rechecks.length > 0 && (
          <ListGroup>
            {stars.rechecks.map(({ standardId, found, part, words, isOverstated }) => (
              <ListRow
                key={standardId}
                id={`recheck-of-${standardId}`}
                title={labelOf(standardId)}
                note={`系统数 ${part}，抽查数 ${found} · ${words}`}
                end={isOverstated ? '不得分' : '对得上'}
              />
            ))}
          </ListGroup>
        )}
        {isTime && (
          <Button id="star-recheck" look="soft" icon="plus" onTap={() => setOpen(true)}>
            记一项抽查
          </Button>
        )}
      </View>
      {isOpen && (
        <RecheckSheet
          centreId={centreId}
          stars={stars}
          onClose={() => setOpen(false)}
          onDone={answer => {
            onDone(answer)
            setOpen(false)
          }}
        />
      )}
    </Section>
  )
}

type RecheckSheetProps = Omit<RechecksProps, 'access'> & { onClose: () => void }

function RecheckSheet({ centreId, stars, onClose, onDone }: RecheckSheetProps) {
  const done = new Set(stars.rechecks.map(({ standardId }) => standardId))
  const choices = ratingRulesOf(stars.round?.rulesId ?? 1)
    .standards.filter(({ id }) => stars.figures[id] && !done.has(id))
    .map(({ id, label }) => ({ id, value: id, label: `${label}（系统数 ${stars.figures[id]?.part}）` }))
  const [standardId, setStandardId] = useState(choices[0]?.value ?? '')
  const [found, setFound] = useState<number | null>(null)
  const { busy, error, run } = useAction('office.recheckStars')
  return (
    <WordsSheet
      title="抽查"
      label="怎么数的"
      isReady={found !== null && standardId !== ''}
      busy={busy}
      error={error}
      onClose={onClose}
      onSave={async words => {
        const answer = found === null ? null : await run({ centreId, standardId, found, words })
        if (answer) onDone(answer)
      }}
    >
      <ChoiceField id="recheck" label="哪一项" value={standardId} choices={choices} onChange={setStandardId} />
      <NumberField id="recheck-found" label="抽查数到多少" value={found} onChange={setFound} />
    </WordsSheet>
  )
}
