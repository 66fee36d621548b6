import '../../messages'
import type { OfferingEdit } from '@domain/contracts/office-offerings'
import { categoryLabel, isSpace } from '@domain/offerings/kinds'
import { nameKey } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { KEY_SEARCH } from '@/platform/keys'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { page } from '@/ui/screen/page'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { CHOICES } from '../../offerings/form'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table } from '../../parts/table'

const COLUMNS = [
  { label: '名称', width: '2fr' },
  { label: '类别', width: '1fr' },
  { label: '老师和教室', width: '1.4fr' },
  { label: '名额', width: '72px' },
  { label: '怎么约', width: '2.4fr' },
]

/** The first sentence of the rules. */
const brief = ({ rulesText }: OfferingEdit) => `${rulesText.split('。')[0]}`

const sayPlaces = ({ kind, layout, capacity }: OfferingEdit) =>
  layout ? `${layout.units.length} ${isSpace(kind) && kind === 'room' ? '间' : '个'}` : `${capacity} 人`

/** The classes and spaces of a centre. */
function OfferingsPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const request = useRequest('office.offerings', { centreId }, { refreshOnShow: true })
  const [query, setQuery] = useState('')
  const [isAdding, setAdding] = useState(false)
  const footer = request.data && (
    <Button id="offering-add" icon="plus" onTap={() => setAdding(true)}>
      新的课程或空间
    </Button>
  )
  const matches = ({ title, teacher, room }: OfferingEdit) =>
    [title, teacher.name, room].some(text => nameKey(text).includes(nameKey(query)))
  return (
    <Desk id="office-offerings" title="课程与空间" section="offerings" place={place} footer={footer}>
      <Loaded request={request} skeleton={[52, 60, 60, 60]}>
        {({ offerings: all }) => {
          // Meals are planned with their menus.
          const offerings = all.filter(({ kind }) => kind !== 'meal')
          const shown = query.trim() === '' ? offerings : offerings.filter(matches)
          return (
            <View className={cx(styles.page)}>
              {offerings.length > 0 && (
                <View className={KEY_SEARCH}>
                  <TextField id="offering-query" label="找课名、老师或教室" value={query} onChange={setQuery} />
                </View>
              )}
              {shown.length > 0 && (
                <Table
                  columns={COLUMNS}
                  rows={shown.map(offering => ({
                    id: `offering-${offering.id}`,
                    cells: [
                      `${offering.title}${offering.archived ? '（不办了）' : ''}`,
                      categoryLabel(offering.category),
                      joinWithDots([offering.teacher.name, offering.room]),
                      sayPlaces(offering),
                      brief(offering),
                    ],
                    onTap: () => open('office/offering', { centreId, id: offering.id }),
                  }))}
                />
              )}
              {offerings.length === 0 && (
                <EmptyState scene="desk" title="还没有课程" note="先加一门课，再到课表里排时间。" />
              )}
              {offerings.length > 0 && shown.length === 0 && (
                <EmptyState scene="lantern" title={`没有找到「${query}」`} note="换一个字再找找。" />
              )}
            </View>
          )
        }}
      </Loaded>
      {isAdding && (
        <Sheet id="offering-kinds" title="要加哪一类？" onClose={() => setAdding(false)}>
          <View className={cx(styles.form)}>
            <View className={cx(styles.wrap)}>
              {CHOICES.map(({ id, label }) => (
                <Chip
                  key={id}
                  id={`new-${id}`}
                  role="button"
                  onTap={() => {
                    setAdding(false)
                    open('office/offering', { centreId, category: id })
                  }}
                >
                  {label}
                </Chip>
              ))}
            </View>
          </View>
        </Sheet>
      )}
    </Desk>
  )
}

export default page(OfferingsPage)
