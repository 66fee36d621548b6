import '../../messages'
import { SKILLS, type Skill } from '@domain/participation/volunteer-rules'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import styles from '../../parts/points.module.scss'
import { ShiftRow } from '../../parts/shift-row'

/** Shifts that have not begun, by date; of all, or those that ask for one skill. */
function ShiftsPage() {
  const now = useNow(MINUTE)
  const [skill, setSkill] = useState<Skill | null>(null)
  const pages = usePages(skill ?? '', after =>
    call('volunteer.shifts', { ...(skill ? { skill } : {}), ...(after ? { after } : {}) }),
  )
  const { items, error } = pages
  return (
    <Screen id="shifts" title="找个班次">
      <View className={cx(styles.page)}>
        <ChipStrip>
          <Chip id="skill-all" on={skill === null} onTap={() => setSkill(null)}>
            全部
          </Chip>
          {SKILLS.map(({ id, label }) => (
            <Chip key={id} id={`skill-${id}`} on={skill === id} onTap={() => setSkill(id)}>
              {label}
            </Chip>
          ))}
        </ChipStrip>
        {items?.length === 0 && (
          <EmptyState
            id="shifts-empty"
            scene="lantern"
            title="现在没有缺人的班次"
            note={skill ? '看看「全部」，别的活也许也合适。' : '中心开了新的班次，这里就能看到。'}
          />
        )}
        {items && items.length > 0 && (
          <ListGroup>
            {items.map(shift => (
              <ShiftRow key={shift.id} id={`shift-${shift.id}`} shift={shift} now={now} />
            ))}
          </ListGroup>
        )}
        <ListEnd id="shifts-more" pages={pages} problem={error && messageOf(error)} item={84} />
      </View>
    </Screen>
  )
}

export default page(ShiftsPage)
