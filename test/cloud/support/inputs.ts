import type { RouteName } from '@domain/contracts'
import { DAY, HOUR } from '@domain/time'
import { CENTRE, STATION } from '../../../worlds/fixtures/index'
import { cloudNow } from './clock'

const TOMORROW = cloudNow() + DAY

/**
 * A right input of every route, with every field it may have: spoiled in one place by the malformed-input test, sent as it
 * is by the access test.
 */
export const validInputs: Record<RouteName, Record<string, unknown>> = {
  'home.get': { centreId: CENTRE, location: { longitude: 102.7, latitude: 24.3 } },
  'centre.list': { county: '江川区', location: { longitude: 102.7, latitude: 24.3 } },
  'centre.get': { centreId: CENTRE },
  'class.list': { centreId: CENTRE, category: 'children', date: '2026-07-12', age: 8, after: '1783000000000_s-1' },
  'class.get': { offeringId: 'calligraphy' },
  'space.list': { category: 'study', centreId: CENTRE, date: '2026-07-12', after: '1783000000000_s-1' },
  'space.get': { offeringId: 'study', date: '2026-07-12' },
  'me.get': {},
  'me.export': { after: '1783000000000_b-1' },
  'me.erase': {},
  'member.save': { relation: 'child', nickname: '果果', birthMonth: '2018-06', guardianConsent: true },
  'member.remove': { memberId: 'guoguo' },
  'booking.create': {
    sessionId: 'study-1',
    memberIds: ['guoguo'],
    span: { startsAt: TOMORROW, endsAt: TOMORROW + HOUR, unit: 's1' },
  },
  'booking.list': { scope: 'coming', after: '1783000000000_b-1' },
  'booking.get': { bookingId: 'abcdefgh' },
  'booking.cancel': { bookingId: 'abcdefgh' },
  'booking.notices': { bookingId: 'abcdefgh', notices: ['reminder'] },
  'booking.createSeries': { seriesId: 'calligraphy-summer', memberIds: ['guoguo'] },
  'booking.series': { enrolmentId: 'abcdefgh' },
  'booking.cancelSeries': { enrolmentId: 'abcdefgh' },
  'checkin.self': { bookingId: 'abcdefgh', code: '12345678', location: { longitude: 102.7, latitude: 24.3 } },
  'waitlist.join': { sessionId: 'calligraphy-1', memberIds: ['guoguo'] },
  'waitlist.accept': { bookingId: 'abcdefgh' },
  'waitlist.leave': { bookingId: 'abcdefgh' },
  'ballot.register': { sessionId: 'calligraphy-1', memberIds: ['guoguo'] },
  'ballot.get': { sessionId: 'calligraphy-1' },
  'standing.get': { bookingId: 'abcdefgh' },
  'noshow.appeal': { bookingId: 'abcdefgh', memberId: 'self', reason: '孩子发烧了' },
  'station.list': { county: '江川区', location: { longitude: 102.7, latitude: 24.3 } },
  'station.get': { stationId: STATION, location: { longitude: 102.7, latitude: 24.3 } },
  'station.sit': { stationId: STATION },
  'station.leave': { stationId: STATION, visitId: 'abcdefgh' },
  'staff.today': { centreId: CENTRE },
  'staff.roster': { centreId: CENTRE, sessionId: 'calligraphy-1', query: '果果' },
  'staff.checkIn': { centreId: CENTRE, code: '12345678' },
  'staff.pack': { centreId: CENTRE },
  'staff.doorKey': { centreId: CENTRE },
  'staff.find': { centreId: CENTRE, sessionId: 'calligraphy-1', query: '果果' },
  'staff.checkInByName': { centreId: CENTRE, bookingId: 'abcdefgh' },
  'staff.walkIn': { centreId: CENTRE, sessionId: 'calligraphy-1', people: 1, name: '李大爷', lastFour: '1234' },
  'staff.coming': { centreId: CENTRE, date: '2026-07-12', after: '1783000000000_s-1' },
  'staff.bookFor': { centreId: CENTRE, sessionId: 'calligraphy-1', people: 1, name: '李大爷', lastFour: '1234' },
  'staff.cancelFor': { centreId: CENTRE, bookingId: 'abcdefgh' },
  'staff.undoCheckIn': { centreId: CENTRE, bookingId: 'abcdefgh', reason: '点错人了' },
  'staff.uploadScans': {
    centreId: CENTRE,
    scans: [
      { nonce: 'scan-0001', code: '12345678', at: cloudNow(), sessionId: 'calligraphy-1', bookingId: 'abcdefgh' },
    ],
  },
  'staff.duplicates': { centreId: CENTRE },
  'staff.setCapacity': { centreId: CENTRE, sessionId: 'calligraphy-1', capacity: 12 },
  'staff.cancelSession': { centreId: CENTRE, sessionId: 'calligraphy-1', reason: '老师请假' },
  'staff.moveSession': {
    centreId: CENTRE,
    sessionId: 'calligraphy-1',
    startsAt: TOMORROW,
    endsAt: TOMORROW + HOUR,
    reason: '停电',
  },
  'staff.space': { centreId: CENTRE, sessionId: 'study-1' },
  'staff.closeSpots': {
    centreId: CENTRE,
    sessionId: 'study-1',
    unit: 's1',
    startsAt: TOMORROW,
    endsAt: TOMORROW + HOUR,
    reason: '设备检修',
  },
  'staff.openSpots': { centreId: CENTRE, sessionId: 'study-1', closureId: 'abcdefgh' },
  'staff.excuseSession': { centreId: CENTRE, sessionId: 'calligraphy-1', reason: '系统故障' },
  'staff.appeals': { centreId: CENTRE },
  'staff.decideAppeal': { centreId: CENTRE, recordId: 'abcdefgh-self', granted: true, note: '知道了' },
  'staff.stations': { centreId: CENTRE },
  'staff.adjustOccupancy': { centreId: CENTRE, stationId: STATION, by: 2 },
  'staff.closeStation': { centreId: CENTRE, stationId: STATION, reason: '停电', until: TOMORROW },
  'staff.openStation': { centreId: CENTRE, stationId: STATION },
}
