import '../../messages'
import { COUNTY_LENGTH, NAME_LENGTH } from '@domain/contracts/limits'
import { nameKey } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { KEY_SEARCH } from '@/platform/keys'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { type CentreFields, CentreForm, NEW_CENTRE, problemOf } from '../../centre/centre-form'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { type OfficePlace, usePlace } from '../../parts/place'
import { Table } from '../../parts/table'

const COLUMNS = [{ label: '中心', width: '1fr' }]

/** The centres of a county or the city, by county; a tap opens the desk of one. */
function CentresPage() {
  const place = usePlace()
  const request = useRequest('office.centres', place.county ? { county: place.county } : {}, { refreshOnShow: true })
  const [query, setQuery] = useState('')
  const [isAdding, setAdding] = useState(false)
  const footer = request.data && (
    <Button id="centre-add" icon="plus" onTap={() => setAdding(true)}>
      新增中心
    </Button>
  )
  return (
    <Desk id="office-centres" title="中心" section="centres" place={place} footer={footer}>
      <Loaded request={request} skeleton={[52, 60, 60, 60]}>
        {({ centres }) => {
          const shown = centres.filter(({ name }) => nameKey(name).includes(nameKey(query)))
          const counties = [...new Set(shown.map(({ county }) => county))]
          return (
            <View className={cx(styles.page)}>
              <View className={cx(styles.wrap)}>
                <Button id="centres-import" look="soft" size="small" onTap={() => open('office/import', place)}>
                  从表格导入
                </Button>
              </View>
              {centres.length > 0 && (
                <View className={KEY_SEARCH}>
                  <TextField id="centre-query" label="找中心" value={query} onChange={setQuery} />
                </View>
              )}
              {centres.length === 0 && (
                <EmptyState scene="station" title="还没有中心" note="先新增一个，再邀请它的负责人。" />
              )}
              {counties.map(county => (
                <Section
                  key={county}
                  title={county}
                  end={
                    !place.county && (
                      <Button
                        id={`county-${county}`}
                        look="plain"
                        size="small"
                        onTap={() => open('office/team', { county })}
                      >
                        县区管理员
                      </Button>
                    )
                  }
                >
                  <Table
                    columns={COLUMNS}
                    rows={shown
                      .filter(each => each.county === county)
                      .map(({ id, name }) => ({
                        id: `centre-${id}`,
                        cells: [name],
                        onTap: () => open('office/desk', { centreId: id }),
                      }))}
                  />
                </Section>
              ))}
            </View>
          )
        }}
      </Loaded>
      {isAdding && (
        <NewCentreSheet
          place={place}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            request.reload()
          }}
        />
      )}
    </Desk>
  )
}

function NewCentreSheet({ place, onClose, onDone }: { place: OfficePlace; onClose: () => void; onDone: () => void }) {
  const [county, setCounty] = useState(place.county ?? '')
  const [name, setName] = useState('')
  const [fields, setFields] = useState<CentreFields>(NEW_CENTRE)
  const { run, busy, error } = useAction('office.createCentre')
  const missing = county.trim() === '' ? '请写县区' : name.trim() === '' ? '请写名称' : problemOf(fields)
  const create = async () => {
    if (!(await run({ county: county.trim(), name, ...fields }))) return
    toast('新增好了', '接下来点开它，邀请负责人。')
    onDone()
  }
  return (
    <Sheet id="new-centre" title="新增中心" onClose={onClose}>
      <View className={cx(styles.form)}>
        {!place.county && (
          <TextField
            id="centre-county"
            label="县区（如 江川区）"
            value={county}
            maxLength={COUNTY_LENGTH}
            onChange={setCounty}
          />
        )}
        <TextField id="centre-name" label="名称" value={name} maxLength={NAME_LENGTH} onChange={setName} />
        <CentreForm fields={fields} isOffice onChange={change => setFields(was => ({ ...was, ...change }))} />
        {error && <Alert id="new-centre-problem" {...messageOf(error)} />}
        <Button id="new-centre-yes" busy={busy} disabled={missing !== null} onTap={() => void create()}>
          {missing ?? '新增'}
        </Button>
      </View>
    </Sheet>
  )
}

export default page(CentresPage)
