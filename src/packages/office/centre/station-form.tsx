import { ADDRESS_LENGTH, NAME_LENGTH, PHONE_LENGTH, WAY_IN_LENGTH } from '@domain/contracts/limits'
import type { StaffStation } from '@domain/contracts/staff-stations'
import { FACILITIES, type Facility } from '@domain/stations/facilities'
import { atLocal, localClock, localDate, MINUTE, sayShortDate } from '@domain/time'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { momentOf } from '@/features/time/typed-clock'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { DayField } from '../fields/day-field'
import { NumberField } from '../fields/number-field'
import { SpanField } from '../fields/span-field'
import { WeekHours } from '../fields/week-hours'
import styles from '../parts/office.module.scss'
import { datesFrom } from '../timetable/items'

type HealthDay = StaffStation['healthDays'][number]

interface StationFormProps {
  centreId: string
  station: StaffStation
}

/** Edits what residents see of a rest station, its seats and its health-check days. */
export function StationForm({ centreId, station }: StationFormProps) {
  const [name, setName] = useState(station.name)
  const [address, setAddress] = useState(station.address)
  const [phone, setPhone] = useState(station.phone)
  const [wayIn, setWayIn] = useState(station.wayIn)
  const [week, setWeek] = useState(station.hours.week)
  const [facilities, setFacilities] = useState<Facility[]>(station.facilities)
  const [healthDays, setHealthDays] = useState(station.healthDays)
  const [stay, setStay] = useState(station.stay)
  const [capacity, setCapacity] = useState(station.capacity)
  const [isAdding, setAdding] = useState(false)
  const { run, busy, error } = useAction('office.saveStation')
  const inFront = usePageInFront()
  const today = localDate(cloudNow())
  const ready = name.trim() !== '' && address.trim() !== '' && phone.trim() !== '' && capacity > 0
  const save = async () => {
    const input = { name, address, phone, wayIn, week, facilities, healthDays, stay, capacity }
    if (!(await run({ centreId, stationId: station.id, ...input }))) return
    toast('保存好了', '居民现在就能看到。')
    if (inFront()) goBack()
  }
  return (
    <View className={cx(styles.page)}>
      <View className={cx(styles.fields)}>
        <TextField id="station-name" label="名称" value={name} maxLength={NAME_LENGTH} onChange={setName} />
        <TextField id="station-address" label="地址" value={address} maxLength={ADDRESS_LENGTH} onChange={setAddress} />
        <TextField id="station-phone" label="电话" value={phone} maxLength={PHONE_LENGTH} onChange={setPhone} />
        <TextField
          id="station-way-in"
          label="怎么进（可以不写）"
          value={wayIn}
          maxLength={WAY_IN_LENGTH}
          onChange={setWayIn}
        />
        <NumberField id="station-capacity" label="座位" value={capacity} onChange={typed => setCapacity(typed ?? 0)} />
        <SpanField
          id="station-stay"
          label="一次最多坐多久"
          value={stay}
          onChange={typed => setStay(Math.max(10 * MINUTE, typed ?? stay))}
        />
      </View>
      <Field label="有什么">
        <View className={cx(styles.wrap)}>
          {FACILITIES.map(({ id, label }) => (
            <Chip
              key={id}
              id={`facility-${id}`}
              role="checkbox"
              on={facilities.includes(id)}
              onTap={() => setFacilities(was => toggled(was, id))}
            >
              {label}
            </Chip>
          ))}
        </View>
      </Field>
      <WeekHours id="station-day" week={week} onChange={setWeek} />
      <Section title="义诊">
        <View className={cx(styles.stack)}>
          {healthDays.some(({ date }) => date >= today) && (
            <ListGroup>
              {healthDays
                .filter(({ date }) => date >= today)
                .map(day => (
                  <ListRow
                    key={day.date}
                    id={`health-${day.date}`}
                    title={`${sayShortDate(atLocal(day.date))} ${localClock(atLocal(day.date, day.opens))}–${localClock(atLocal(day.date, day.closes))}`}
                    note={day.note}
                    end={
                      <Button
                        id={`health-remove-${day.date}`}
                        look="danger"
                        size="small"
                        onTap={() => setHealthDays(healthDays.filter(other => other !== day))}
                      >
                        去掉
                      </Button>
                    }
                  />
                ))}
            </ListGroup>
          )}
          <Button id="health-add" look="soft" size="small" onTap={() => setAdding(true)}>
            加一天义诊
          </Button>
        </View>
      </Section>
      {error && <Alert id="station-problem" {...messageOf(error)} />}
      <View className={cx(styles.narrowButton)}>
        <Button id="station-save" busy={busy} disabled={!ready} onTap={() => void save()}>
          {ready ? '保存' : '名称、地址、电话和座位都要写'}
        </Button>
      </View>
      {isAdding && (
        <HealthSheet
          onClose={() => setAdding(false)}
          onDone={day => {
            setHealthDays(
              [...healthDays.filter(({ date }) => date !== day.date), day].sort((a, b) => (a.date < b.date ? -1 : 1)),
            )
            setAdding(false)
          }}
        />
      )}
    </View>
  )
}

/** Longest note of a health-check day, characters. */
const NOTE_LENGTH = 40

function HealthSheet({ onClose, onDone }: { onClose: () => void; onDone: (day: HealthDay) => void }) {
  const days = datesFrom(cloudNow(), 42)
  const [date, setDate] = useState(days[0] ?? '')
  const [from, setFrom] = useState('0900')
  const [to, setTo] = useState('1130')
  const [note, setNote] = useState('')
  const midnight = atLocal(date)
  const [opens, closes] = [momentOf(date, from), momentOf(date, to)]
  const ready = opens !== null && closes !== null && closes > opens
  return (
    <Sheet id="health-sheet" title="加一天义诊" onClose={onClose}>
      <View className={cx(styles.form)}>
        <DayField id="health-day" label="哪一天" days={days} day={date} onChange={setDate} />
        <View className={cx(styles.pair)}>
          <TextField id="health-from" kind="digits" label="几点开始" value={from} maxLength={5} onChange={setFrom} />
          <TextField id="health-to" kind="digits" label="几点结束" value={to} maxLength={5} onChange={setTo} />
        </View>
        <TextField
          id="health-note"
          label="谁来、看什么（可以不写）"
          value={note}
          maxLength={NOTE_LENGTH}
          onChange={setNote}
        />
        <Button
          id="health-yes"
          disabled={!ready}
          onTap={() =>
            ready && onDone({ date, opens: (opens - midnight) / MINUTE, closes: (closes - midnight) / MINUTE, note })
          }
        >
          {ready ? '加上' : '请写清楚几点到几点'}
        </Button>
      </View>
    </Sheet>
  )
}
