import { EMPLOYER_LENGTH, TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { OfficeContest, OfficeEntry } from '@domain/contracts/office-contest'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'

interface EnterSheetProps {
  centreId: string
  offerings: OfficeContest['offerings']
  projects: OfficeContest['projects']
  /** As it was entered; null: not yet. */
  entry: OfficeEntry | null
  onClose: () => void
  onDone: (contest: OfficeContest) => void
}

/** Enters what a centre does; its figures are counted from the records. */
export function EnterSheet({ centreId, offerings, projects, entry, onClose, onDone }: EnterSheetProps) {
  const [chosen, setChosen] = useState(
    entry?.projectId ?? entry?.offeringId ?? projects[0]?.id ?? offerings[0]?.id ?? '',
  )
  const project = projects.find(({ id }) => id === chosen)
  const offeringId = project ? (project.offeringIds[0] ?? '') : chosen
  const [title, setTitle] = useState(entry?.title ?? '')
  const [words, setWords] = useState(entry?.words ?? '')
  const [partner, setPartner] = useState(entry?.partners[0] ?? '')
  const { busy, error, run } = useAction('office.enterContest')
  const problem = error && messageOf(error)
  const isReady = offeringId !== '' && title.trim() !== '' && words.trim() !== ''
  const save = async () => {
    const partners = partner.trim() === '' ? [] : [partner.trim()]
    const source = project ? { offeringId, projectId: project.id } : { offeringId }
    const input = { centreId, ...source, n: entry?.n ?? 0, title: title.trim(), words: words.trim(), partners }
    const saved = await run(input)
    if (saved) onDone(saved)
  }
  return (
    <Sheet id="enter-sheet" title="报一个项目" onClose={onClose}>
      <View className={cx(styles.form)}>
        <ChoiceField
          id="enter-offering"
          label="报哪一个"
          value={chosen}
          choices={[
            ...projects.map(({ id, title: label }) => ({ id, value: id, label: `${label}（服务项目）` })),
            ...offerings.map(({ id, title: label }) => ({ id, value: id, label })),
          ]}
          onChange={setChosen}
        />
        <TextField id="enter-title" label="项目名" maxLength={TITLE_LENGTH} value={title} onChange={setTitle} />
        <TextArea
          id="enter-words"
          label="说给评委听"
          placeholder="回应了什么需求，怎么做的，居民得到了什么"
          maxLength={TEXT_LENGTH}
          value={words}
          onChange={setWords}
        />
        <TextField
          id="enter-partner"
          label="一起做的合伙人"
          placeholder="没有就空着"
          maxLength={EMPLOYER_LENGTH}
          value={partner}
          onChange={setPartner}
        />
        <View className={cx(styles.note)}>
          办了几场、来了多少人，从签到记录里数，不用填；服务项目的几门活动一起算。要有 6 场以上，从第一场到最后一场满
          183 天。
        </View>
        {problem && <Alert id="enter-problem" {...problem} />}
        <Button id="enter-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '报上去' : '请写上项目名和介绍'}
        </Button>
      </View>
    </Sheet>
  )
}
