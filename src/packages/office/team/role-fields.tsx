import { CENTRE_ROLES, type CentreRole, DUTIES, DUTY_LABELS, type Duty, ROLE_LABELS } from '@domain/office/roles'
import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import styles from '../parts/office.module.scss'

interface RoleFieldsProps {
  role: CentreRole
  duties: readonly Duty[]
  onChange: (role: CentreRole, duties: readonly Duty[]) => void
}

/** The role at a centre, and what a member of staff does there. */
export function RoleFields({ role, duties, onChange }: RoleFieldsProps) {
  const toggle = (duty: Duty) =>
    onChange(
      role,
      DUTIES.filter(each => (each === duty ? !duties.includes(duty) : duties.includes(each))),
    )
  return (
    <>
      <Field label="身份">
        <View className={cx(styles.wrap)}>
          {CENTRE_ROLES.map(each => (
            <Chip key={each} id={`role-${each}`} on={role === each} onTap={() => onChange(each, duties)}>
              {ROLE_LABELS[each]}
            </Chip>
          ))}
        </View>
      </Field>
      {role === 'manager' ? (
        <View className={cx(styles.note)}>负责人什么都能管，也能邀请和移除同事。</View>
      ) : (
        <Field label="管什么（可以多选）">
          <View className={cx(styles.wrap)}>
            {DUTIES.map(duty => (
              <Chip
                key={duty}
                id={`duty-${duty}`}
                role="checkbox"
                on={duties.includes(duty)}
                onTap={() => toggle(duty)}
              >
                {DUTY_LABELS[duty]}
              </Chip>
            ))}
          </View>
        </Field>
      )}
    </>
  )
}
