import { firstCharacters, UNITS_PER_CHARACTER } from '@domain/text'
import { Input, View } from '@tarojs/components'
import { type ReactNode, useContext } from 'react'
import { a11y } from '../base/a11y'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import { InSheet } from '../sheet/in-sheet'
import { Tick } from '../tick'
import { Area } from './area'
import styles from './field.module.scss'
import { Frame } from './frame'

/**
 * The type of input with a number pad. Browsers refuse full-width digits, spaces and signs in `number`, which people type and
 * paste; `tel` takes them.
 */
const DIGIT_PAD = process.env.TARO_ENV === 'h5' ? ('tel' as 'number') : 'number'

/** Room between the text and the keyboard, px: the button below the field stays in sight. */
const CURSOR_SPACING = 96

interface FieldProps {
  label: string
  /** What is wrong with the value, in words. */
  problem?: string | null | undefined
  /** `text` when the children are one input to write in. */
  holds?: 'text' | 'choices'
  children: ReactNode
}

/** A label above an input, and the problem with its value below it. */
export function Field({ label, problem, holds = 'choices', children }: FieldProps) {
  return (
    <Frame className={cx(styles.field)} label={label} holds={holds}>
      <View className={cx(styles.label)}>{label}</View>
      {children}
      {problem && (
        <View className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
          {problem}
        </View>
      )}
    </Frame>
  )
}

interface TextFieldProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  problem?: string | null
  maxLength?: number
  /** `digits` opens the number pad. */
  kind?: 'text' | 'digits'
  /** Focuses the input, which opens the keyboard. */
  focus?: boolean
  className?: string | undefined
}

/** One line of text. */
export function TextField({ problem, className, ...input }: TextFieldProps) {
  return (
    <Field label={input.label} problem={problem} holds="text">
      <TextInput {...input} className={cx(styles.box, problem && styles.wrong, className)} />
    </Field>
  )
}

/** The input alone, for a field with more than one part. `label` is only read out. */
export function TextInput(props: Omit<TextFieldProps, 'problem'>) {
  const { id, label, value, onChange, placeholder = '', maxLength = 40, kind = 'text', focus, className } = props
  return (
    <Input
      id={id}
      className={className ?? ''}
      value={value}
      type={kind === 'digits' ? DIGIT_PAD : 'text'}
      maxlength={kind === 'digits' ? maxLength : maxLength * UNITS_PER_CHARACTER}
      placeholder={placeholder}
      onInput={event => onChange(firstCharacters(String(event.detail.value), maxLength))}
      cursorSpacing={CURSOR_SPACING}
      {...(focus === undefined ? {} : { focus })}
      {...a11y({ label })}
    />
  )
}

/** Some lines of text. */
export function TextArea(props: Omit<TextFieldProps, 'kind' | 'focus'>) {
  const { id, label, value, onChange, placeholder = '', problem, maxLength = 200, className } = props
  const fixed = useContext(InSheet)
  return (
    <Field label={label} problem={problem} holds="text">
      <Area
        id={id}
        className={cx(styles.box, styles.area, problem && styles.wrong, className)}
        label={label}
        value={value}
        maxLength={maxLength * UNITS_PER_CHARACTER}
        placeholder={placeholder}
        cursorSpacing={CURSOR_SPACING}
        fixed={fixed}
        onInput={text => onChange(firstCharacters(text, maxLength))}
      />
    </Field>
  )
}

interface CheckboxProps {
  id: string
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

/** A checkbox with the text that is agreed to. */
export function Checkbox({ id, checked, onChange, children }: CheckboxProps) {
  return (
    <Tap id={id} className={styles.check} role="checkbox" checked={checked} onTap={() => onChange(!checked)}>
      <Tick on={checked} shape="square" />
      <View>{children}</View>
    </Tap>
  )
}
