import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import styles from './fields.module.scss'

interface ChoiceFieldProps<Value> {
  /** Ids of the chips begin with it. */
  id: string
  label: string
  value: Value
  choices: readonly { id: string; value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** One of a few choices. */
export function ChoiceField<Value>({ id, label, value, choices, onChange }: ChoiceFieldProps<Value>) {
  return (
    <Field label={label}>
      <View className={cx(styles.span)}>
        {choices.map(choice => (
          <Chip
            key={choice.id}
            id={`${id}-${choice.id}`}
            on={choice.value === value}
            onTap={() => onChange(choice.value)}
          >
            {choice.label}
          </Chip>
        ))}
      </View>
    </Field>
  )
}
