import type { RouteInput } from '@domain/contracts'
import { ADDRESS_LENGTH, MAX_RESIDENTS, PHONE_LENGTH, WAY_IN_LENGTH } from '@domain/contracts/limits'
import { MONDAY_FIRST } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { WeekHours } from '../fields/week-hours'
import styles from '../parts/office.module.scss'

/** What residents see of a centre. */
export type CentreFields = Omit<RouteInput<'office.saveCentre'>, 'centreId' | 'revision'>

/** A centre of which nothing is known but that it opens every day. */
export const NEW_CENTRE: CentreFields = {
  address: '',
  phone: '',
  location: { longitude: 0, latitude: 0 },
  week: MONDAY_FIRST.map(weekday => ({ weekday, opens: 480, closes: 1260 })),
  facilities: [],
  wayIn: '',
}

/** Why the fields cannot be saved, in words; null: they can. */
export function problemOf({ address, phone, location }: CentreFields): string | null {
  if (address.trim() === '') return '请写地址'
  if (!/^[\d+][\d -]{2,}$/.test(phone.trim())) return '请写电话'
  return location.longitude === 0 || location.latitude === 0 ? '请写经纬度' : null
}

/** Longest typed coordinate, characters. */
const DEGREES_LENGTH = 12

interface CentreFormProps {
  fields: CentreFields
  /** Whether the caller may say how many residents there are. */
  isOffice: boolean
  onChange: (change: Partial<CentreFields>) => void
}

/** The fields of a centre. */
export function CentreForm({ fields, isOffice, onChange }: CentreFormProps) {
  const { address, phone, location, week, facilities, wayIn, residents = 0 } = fields
  const [typed, setTyped] = useState(facilities.join('、'))
  return (
    <>
      <View className={cx(styles.fields)}>
        <TextField
          id="centre-address"
          label="地址"
          value={address}
          maxLength={ADDRESS_LENGTH}
          onChange={next => onChange({ address: next })}
        />
        <TextField
          id="centre-phone"
          label="电话"
          value={phone}
          maxLength={PHONE_LENGTH}
          onChange={next => onChange({ phone: next.trim() })}
        />
        <DegreesField
          id="centre-longitude"
          label="经度（腾讯地图上查，如 102.75）"
          value={location.longitude}
          most={180}
          onChange={longitude => onChange({ location: { ...location, longitude } })}
        />
        <DegreesField
          id="centre-latitude"
          label="纬度（如 24.29）"
          value={location.latitude}
          most={90}
          onChange={latitude => onChange({ location: { ...location, latitude } })}
        />
        <TextField
          id="centre-facilities"
          label="有什么（用顿号隔开）"
          value={typed}
          maxLength={100}
          placeholder="饮水、充电、无障碍卫生间"
          onChange={text => {
            setTyped(text)
            const all = text.split(/[、,，\s]+/).filter(part => part !== '')
            onChange({ facilities: [...new Set(all)] })
          }}
        />
        <TextField
          id="centre-way-in"
          label="从哪个门进（可以不写）"
          value={wayIn}
          maxLength={WAY_IN_LENGTH}
          onChange={next => onChange({ wayIn: next })}
        />
        {isOffice && (
          <TextField
            id="centre-residents"
            label="服务多少居民（算每千名居民的志愿时长用）"
            value={residents === 0 ? '' : String(residents)}
            maxLength={String(MAX_RESIDENTS).length - 1}
            onChange={next => onChange({ residents: Number(next.replace(/\D/g, '')) })}
          />
        )}
      </View>
      <WeekHours id="centre-day" week={week} onChange={next => onChange({ week: next })} />
    </>
  )
}

interface DegreesFieldProps {
  id: string
  label: string
  /** Degrees; 0: not known. */
  value: number
  /** The largest magnitude, degrees. */
  most: number
  onChange: (value: number) => void
}

/** One coordinate, as a map shows it. */
function DegreesField({ id, label, value, most, onChange }: DegreesFieldProps) {
  const [typed, setTyped] = useState(value === 0 ? '' : String(value))
  const change = (text: string) => {
    const degrees = Number(text)
    setTyped(text)
    onChange(text.trim() !== '' && Number.isFinite(degrees) && Math.abs(degrees) <= most ? degrees : 0)
  }
  return <TextField id={id} label={label} value={typed} maxLength={DEGREES_LENGTH} onChange={change} />
}
