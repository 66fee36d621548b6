import { TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { GroupEdit, GroupsEdit } from '@domain/contracts/office-groups'
import { GROUP_KINDS, GROUP_RULES, type GroupKind } from '@domain/participation/group'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, Field, TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'

const KINDS = GROUP_KINDS.map(({ id, label }) => ({ id, value: id, label }))

interface GroupSheetProps {
  centreId: string
  /** Null: a new one. */
  group: GroupEdit | null
  offerings: GroupsEdit['offerings']
  /** Other groups, whose classes cannot be chosen. */
  taken: readonly GroupEdit[]
  onClose: () => void
  onDone: (answer: GroupsEdit) => void
}

/** Edits a group: what it is called, and which classes are its activities. */
export function GroupSheet({ centreId, group, offerings, taken, onClose, onDone }: GroupSheetProps) {
  const [title, setTitle] = useState(group?.title ?? '')
  const [words, setWords] = useState(group?.words ?? '')
  const [kind, setKind] = useState<GroupKind>(group?.kind ?? 'music')
  const [offeringIds, setOfferingIds] = useState<string[]>(group?.offeringIds ?? [])
  const { busy, error, run } = useAction('office.saveGroup')
  const problem = error && messageOf(error)
  const isReady = title.trim() !== '' && offeringIds.length <= GROUP_RULES.offeringsMost
  const free = offerings.filter(({ id }) => !taken.some(other => other.offeringIds.includes(id)))
  const toggle = (id: string, on: boolean) =>
    setOfferingIds(on ? [...offeringIds, id] : offeringIds.filter(each => each !== id))
  const save = async () => {
    const known = group ? { groupId: group.id } : {}
    const fields = { title: title.trim(), words: words.trim(), kind, offeringIds }
    const answer = await run({ centreId, ...known, revision: group?.revision ?? 0, ...fields })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="group-sheet" title={group ? '改小组' : '立一个小组'} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField id="group-title" label="叫什么" maxLength={TITLE_LENGTH} value={title} onChange={setTitle} />
        <TextArea id="group-words" label="一起做什么" maxLength={TEXT_LENGTH} value={words} onChange={setWords} />
        <ChoiceField id="group-kind" label="哪一类" value={kind} choices={KINDS} onChange={setKind} />
        <Field label={`哪些课是小组的活动（最多 ${GROUP_RULES.offeringsMost} 门）`}>
          <View className={cx(styles.stack)}>
            {free.length === 0 && <View className={cx(styles.note)}>先在「课程与空间」里给小组加一门课。</View>}
            {free.map(({ id, title: name }) => (
              <Checkbox
                key={id}
                id={`group-class-${id}`}
                checked={offeringIds.includes(id)}
                onChange={on => toggle(id, on)}
              >
                {name}
              </Checkbox>
            ))}
          </View>
        </Field>
        {problem && <Alert id="group-problem" {...problem} />}
        <Button id="group-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '保存' : title.trim() === '' ? '请先写名称' : `最多选 ${GROUP_RULES.offeringsMost} 门课`}
        </Button>
      </View>
    </Sheet>
  )
}
