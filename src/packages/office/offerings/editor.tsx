import { ROOM_LENGTH, TEACHER_LENGTH, TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { OfferingEdit } from '@domain/contracts/office-offerings'
import type { ErrorDetails } from '@domain/errors'
import { type Category, isSpace } from '@domain/offerings/kinds'
import { planFor } from '@domain/offerings/seat-plan'
import { sayRules } from '@domain/office/say-rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, TextArea, TextField } from '@/ui/field'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { ChoiceField } from '../fields/choice-field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'
import { CHOICES, formOf, newForm, type OfferingForm, presetOf, presetsOf } from './form'
import { LayoutFields } from './layout-fields'
import own from './offerings.module.scss'
import { RuleFields } from './rule-fields'
import { sayFaults, sayFields } from './say'
import { Theirs } from './theirs'

/** Fields of the form that are typed as they are stored. */
type TextName = 'title' | 'room' | 'teacherName' | 'summary' | 'teacherIntro' | 'bring'
/** Fields of the form in which nothing typed means 0. */
type NumberName = 'minutes' | 'capacity' | 'reserve'

interface EditorProps {
  centreId: string
  /** Null: a new one of this category. */
  offering: OfferingEdit | null
  category: Category
}

/** Edits an offering: what it is, how it is booked, and the sentence that says so. */
export function OfferingEditor({ centreId, offering, category }: EditorProps) {
  const [form, setForm] = useState<OfferingForm>(() => (offering ? formOf(offering) : newForm(category)))
  const [revision, setRevision] = useState(offering?.revision ?? 0)
  // Fields with a text of their own begin anew when the values come from elsewhere.
  const [filled, setFilled] = useState(0)
  const { run, busy, error, clear } = useAction('office.saveOffering')
  const inFront = usePageInFront()
  const change = (part: Partial<OfferingForm>) => setForm(was => ({ ...was, ...part }))
  const fill = (part: Partial<OfferingForm>) => {
    change(part)
    setFilled(was => was + 1)
  }
  const textOf = (name: TextName, maxLength: number) => ({
    value: form[name],
    maxLength,
    onChange: (text: string) => {
      const part: Partial<Record<TextName, string>> = { [name]: text }
      change(part)
    },
  })
  const numberOf = (name: NumberName) => ({
    value: form[name],
    onChange: (value: number | null) => {
      const part: Partial<Record<NumberName, number>> = { [name]: value ?? 0 }
      change(part)
    },
  })
  const { kind, layout, rules, series } = form
  const save = async () => {
    const about = offering ? { offeringId: offering.id } : {}
    const map = form.map && layout && planFor(form.map, layout.units)
    if (!(await run({ centreId, ...about, revision, ...form, map }))) return
    toast('保存好了', form.archived ? '以后不再排新的。' : '往后排的课按新的来，已经发布的不变。')
    if (inFront()) goBack()
  }
  const conflict = error?.code === 'OFFERING_CHANGED' ? (error.detail as ErrorDetails['OFFERING_CHANGED']) : null
  const theirs = conflict && (conflict.theirs as unknown as OfferingEdit)
  const ready = form.title.trim() !== ''
  return (
    <View className={cx(own.columns)}>
      <View className={cx(own.main)}>
        {conflict && theirs && (
          <Theirs
            by={conflict.by}
            mine={sayFields(form)}
            theirs={sayFields(formOf(theirs))}
            onTakeTheirs={() => {
              fill(formOf(theirs))
              setRevision(theirs.revision)
              clear()
            }}
            onKeepMine={() => {
              setRevision(theirs.revision)
              clear()
            }}
          />
        )}
        <Section title="是什么">
          <View className={cx(styles.fields)} key={`what-${filled}`}>
            <TextField id="offering-title" label="名称" {...textOf('title', TITLE_LENGTH)} />
            <ChoiceField
              id="offering-category"
              label="类别"
              value={form.category}
              choices={CHOICES.filter(({ id }) => newForm(id).kind === kind).map(({ id, label }) => ({
                id,
                value: id,
                label,
              }))}
              onChange={picked => change({ category: picked })}
            />
            <TextField id="offering-room" label={isSpace(kind) ? '在哪' : '教室'} {...textOf('room', ROOM_LENGTH)} />
            <TextField
              id="offering-teacher"
              label={isSpace(kind) ? '谁看着（可以不写）' : '老师（可以不写）'}
              {...textOf('teacherName', TEACHER_LENGTH)}
            />
            <TextArea id="offering-summary" label="介绍几句（居民会看到）" {...textOf('summary', TEXT_LENGTH)} />
            <TextArea id="offering-intro" label="老师是谁（可以不写）" {...textOf('teacherIntro', TEXT_LENGTH)} />
            <TextField id="offering-bring" label="要带什么（可以不写）" {...textOf('bring', TEXT_LENGTH)} />
            <NumberField
              id="offering-minutes"
              label={isSpace(kind) ? '一天开放几分钟' : '一场几分钟'}
              {...numberOf('minutes')}
            />
            {layout === null && (
              <>
                <NumberField id="offering-capacity" label="名额" {...numberOf('capacity')} />
                <NumberField id="offering-reserve" label="其中留给电话和现场的" {...numberOf('reserve')} />
              </>
            )}
          </View>
        </Section>
        {layout && isSpace(kind) && (
          <Section title="座位和时段">
            <View className={cx(styles.page)} key={`layout-${filled}`}>
              <LayoutFields
                kind={kind}
                layout={layout}
                map={form.map}
                onChange={next => change({ layout: next })}
                onMap={map => change({ map })}
              />
            </View>
          </Section>
        )}
        <Section title="怎么约">
          <View className={cx(styles.page)}>
            <View className={cx(own.presets)}>
              {presetsOf(form).map(preset => (
                <Tap
                  key={preset.id}
                  id={`preset-${preset.id}`}
                  className={cx(own.preset, presetOf(form) === preset.id && own.on)}
                  role="radio"
                  checked={presetOf(form) === preset.id}
                  onTap={() => fill({ rules: { ...preset.rules, audience: rules.audience }, series: preset.series })}
                >
                  <View className={cx(own.label)}>{preset.label}</View>
                  <View className={cx(styles.note)}>{preset.note}</View>
                </Tap>
              ))}
            </View>
            <RuleFields key={filled} form={form} onChange={change} />
          </View>
        </Section>
        {offering && (
          <Checkbox id="offering-archived" checked={form.archived} onChange={archived => change({ archived })}>
            不办了：不能再排新的，已经发布的照常
          </Checkbox>
        )}
      </View>
      <View className={cx(own.aside, styles.stack)}>
        <View id="offering-said" className={cx(own.said)}>
          <View className={cx(own.saidHead)}>居民看到的规则</View>
          {sayRules(rules, series)}
        </View>
        <View className={cx(styles.note)}>已经发布、有人约了的，还是按发布时的规则。</View>
        {error && !conflict && <Problem error={error} />}
        <Button id="offering-save" busy={busy} disabled={!ready} onTap={() => void save()}>
          {ready ? '保存' : '请写名称'}
        </Button>
      </View>
    </View>
  )
}

/** Why it was not saved. */
function Problem({ error }: { error: CloudError }) {
  if (error.code === 'PLAN_INVALID') {
    const { faults } = error.detail as ErrorDetails['PLAN_INVALID']
    return <Alert id="offering-problem" text="这样约不成" hint={sayFaults(faults)} />
  }
  const { text, hint } = messageOf(error)
  return <Alert id="offering-problem" text={text} hint={hint} />
}
