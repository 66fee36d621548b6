import { COLLEAGUE_NAME_LENGTH } from '@domain/contracts/limits'
import type { PointsEdit } from '@domain/contracts/office-points'
import { panelFault } from '@domain/participation/panel'
import { personNumberOf, TYPED_PERSON_NUMBER_LENGTH } from '@domain/people/number'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'

interface PanelSheetProps {
  centreId: string
  panel: PointsEdit['panel']
  /** Fewest members. */
  least: number
  onClose: () => void
  onDone: (answer: PointsEdit) => void
}

/** Edits the panel: members are added by the number on their own page. */
export function PanelSheet({ centreId, panel, least, onClose, onDone }: PanelSheetProps) {
  const [members, setMembers] = useState(panel.members)
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [outside, setOutside] = useState(false)
  const { busy, error, run } = useAction('office.savePointPanel')
  const problem = error && messageOf(error)
  const accountId = personNumberOf(number)
  const isMember = members.some(member => member.accountId === accountId)
  const canAdd = name.trim() !== '' && accountId !== null && !isMember
  const add = () => {
    if (accountId === null) return
    setMembers([...members, { accountId, name: name.trim(), outside }])
    setName('')
    setNumber('')
    setOutside(false)
  }
  const fault = panelFault(members, least)
  const missing = fault === 'too-few' ? `还差 ${least - members.length} 人` : '还差一位外面来的监督员'
  const save = async () => {
    const answer = await run({ centreId, revision: panel.revision, members })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="panel-sheet" title="评议小组" onClose={onClose}>
      <View className={cx(styles.form)}>
        <ListGroup>
          {members.map(member => (
            <ListRow
              key={member.accountId}
              title={isolated(member.name)}
              note={member.outside ? '外面来的监督员' : undefined}
              end={
                <Button
                  id={`panel-remove-${member.accountId}`}
                  look="plain"
                  size="small"
                  onTap={() => setMembers(members.filter(other => other !== member))}
                >
                  去掉
                </Button>
              }
            />
          ))}
        </ListGroup>
        <TextField id="panel-name" label="姓名" maxLength={COLLEAGUE_NAME_LENGTH} value={name} onChange={setName} />
        <TextField
          id="panel-number"
          label="他的编号"
          placeholder="他在「我的 → 我的编号」里复制给您"
          maxLength={TYPED_PERSON_NUMBER_LENGTH}
          problem={isMember ? '这一位已经在了' : null}
          value={number}
          onChange={setNumber}
        />
        <Checkbox id="panel-outside" checked={outside} onChange={setOutside}>
          从外面来的监督员
        </Checkbox>
        <Button id="panel-add" look="soft" icon="plus" disabled={!canAdd} onTap={add}>
          {canAdd ? '加上' : '请先写姓名和编号'}
        </Button>
        {problem && <Alert id="panel-problem" {...problem} />}
        <Button id="panel-save" busy={busy} disabled={fault !== null} onTap={() => void save()}>
          {fault === null ? '保存' : missing}
        </Button>
      </View>
    </Sheet>
  )
}
