import type { PartnersEdit } from '@domain/contracts/office-partners'
import { PARTNER_RULES } from '@domain/participation/partner'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { Checkbox, Field } from '@/ui/field'
import styles from '../parts/office.module.scss'

interface UseFieldProps {
  /** Ids of the boxes begin with it. */
  id: string
  label: string
  offerings: PartnersEdit['offerings']
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** The classes of an agreement for one use. */
export function UseField({ id, label, offerings, chosen, onChange }: UseFieldProps) {
  const toggle = (offeringId: string, on: boolean) =>
    onChange(
      on ? [...chosen, offeringId].slice(-PARTNER_RULES.offeringsMost) : chosen.filter(each => each !== offeringId),
    )
  return (
    <Field label={`${label}（最多 ${PARTNER_RULES.offeringsMost} 门）`}>
      <View className={cx(styles.stack)}>
        {offerings.map(offering => (
          <Checkbox
            key={offering.id}
            id={`${id}-${offering.id}`}
            checked={chosen.includes(offering.id)}
            onChange={on => toggle(offering.id, on)}
          >
            {offering.title}
          </Checkbox>
        ))}
      </View>
    </Field>
  )
}
