import {
  COLLEAGUE_NAME_LENGTH,
  MAX_BUDGET_LINES,
  MAX_CENTS,
  MAX_MILESTONES,
  TITLE_LENGTH,
} from '@domain/contracts/limits'
import type { OfficeProject } from '@domain/contracts/projects'
import { DAY, localDate } from '@domain/time'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, Field, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'

/** A first milestone is a month away. */
const USUAL_DAYS = 30
const FEN = 100

interface ProjectSheetProps {
  centreId: string
  topic: { id: string; title: string }
  /** Null: there is none yet. */
  project: OfficeProject | null
  offerings: readonly { id: string; title: string }[]
  now: number
  onClose: () => void
  onDone: () => void
}

/** Edits the plan of a project: who answers for it, its money, its steps, and the offerings whose sessions count. */
export function ProjectSheet({ centreId, topic, project, offerings, now, onClose, onDone }: ProjectSheetProps) {
  const [owner, setOwner] = useState(project?.owner ?? '')
  const [budget, setBudget] = useState<{ title: string; yuan: number | null }[]>(
    (project?.budget ?? []).map(({ title, cents }) => ({ title, yuan: cents / FEN })),
  )
  const [steps, setSteps] = useState<{ title: string; date: string; done: boolean }[]>(
    (project?.milestones ?? []).map(({ title, date, doneAt }) => ({ title, date, done: doneAt !== null })),
  )
  const [offeringIds, setOfferingIds] = useState<readonly string[]>(project?.offerings.map(({ id }) => id) ?? [])
  const { busy, error, run } = useAction('office.saveProject')
  const problem = error && messageOf(error)
  const isMoney = ({ yuan }: { yuan: number | null }) => yuan !== null && yuan > 0 && yuan * FEN <= MAX_CENTS
  const isReady =
    owner.trim() !== '' &&
    budget.every(line => line.title.trim() !== '' && isMoney(line)) &&
    steps.every(step => step.title.trim() !== '')
  const save = async () => {
    const input = {
      ...{ centreId, topicId: topic.id, revision: project?.revision ?? 0, owner: owner.trim() },
      from: project?.from ?? localDate(now),
      budget: budget.map(({ title, yuan }) => ({ title: title.trim(), cents: Math.round((yuan ?? 0) * FEN) })),
      milestones: steps.map(step => ({ ...step, title: step.title.trim() })),
      offeringIds: [...offeringIds],
    }
    if (await run(input)) onDone()
  }
  return (
    <Sheet id="project-sheet" title={topic.title} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField
          id="project-owner"
          label="谁负责"
          maxLength={COLLEAGUE_NAME_LENGTH}
          value={owner}
          onChange={setOwner}
        />
        <Field label="哪些课程、场地算这个项目的（场次、人数自动按签到算）">
          <View className={cx(styles.stack)}>
            {offerings.map(({ id, title }) => (
              <Checkbox
                key={id}
                id={`project-offering-${id}`}
                checked={offeringIds.includes(id)}
                onChange={() => setOfferingIds(toggled(offeringIds, id))}
              >
                {title}
              </Checkbox>
            ))}
          </View>
        </Field>
        {budget.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no ids, and are only added at the end
          <View key={n} className={cx(styles.pair)}>
            <TextField
              id={`budget-title-${n}`}
              label="用在哪里"
              maxLength={TITLE_LENGTH}
              value={line.title}
              onChange={title => setBudget(budget.map((each, m) => (m === n ? { ...each, title } : each)))}
            />
            <NumberField
              id={`budget-yuan-${n}`}
              label="几元"
              value={line.yuan}
              problem={line.yuan === null || isMoney(line) ? null : '请写大于 0 的数'}
              onChange={yuan => setBudget(budget.map((each, m) => (m === n ? { ...each, yuan } : each)))}
            />
          </View>
        ))}
        {budget.length < MAX_BUDGET_LINES && (
          <Button
            id="budget-add"
            look="soft"
            size="small"
            icon="plus"
            onTap={() => setBudget([...budget, { title: '', yuan: null }])}
          >
            加一项预算
          </Button>
        )}
        {steps.map((step, n) => {
          const change = (part: Partial<typeof step>) =>
            setSteps(steps.map((each, m) => (m === n ? { ...each, ...part } : each)))
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no ids, and are only added at the end
            <View key={n} className={cx(styles.stack)}>
              <TextField
                id={`step-title-${n}`}
                label={`第 ${n + 1} 步（${step.date} 前）`}
                maxLength={TITLE_LENGTH}
                value={step.title}
                onChange={title => change({ title })}
              />
              <Checkbox id={`step-done-${n}`} checked={step.done} onChange={done => change({ done })}>
                办好了
              </Checkbox>
            </View>
          )
        })}
        {steps.length < MAX_MILESTONES && (
          <Button
            id="step-add"
            look="soft"
            size="small"
            icon="plus"
            onTap={() =>
              setSteps([
                ...steps,
                { title: '', date: localDate(now + (steps.length + 1) * USUAL_DAYS * DAY), done: false },
              ])
            }
          >
            加一步
          </Button>
        )}
        {problem && <Alert id="project-problem" {...problem} />}
        <Button id="project-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '保存' : '请把空着的填上'}
        </Button>
      </View>
    </Sheet>
  )
}
