import { DAY, HOUR, MINUTE } from '@domain/time'
import { aHousehold, aSession, aStation, CENTRE } from '../../../../worlds/fixtures/index'
import { aSeries } from '../../support/series'
import { tickCrashSuite } from './suite'

/** One dead call of each kind, and guests whose names are due for redaction: the timer dies while it cleans up. */
tickCrashSuite('what dead calls have left', {
  leastPoints: 80,
  scene: async ({ cloud, now }) => {
    const startsAt = now + 2 * DAY
    const people = ['books', 'cancels', 'enrols', 'waits', 'erases']
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'wide', startsAt, reserve: 2 }),
        aSession(now, { _id: 'full', startsAt: startsAt + DAY, capacity: 1 }),
        aSession(now, { _id: 'today', startsAt: now + 10 * MINUTE }),
        ...aSeries(now, { id: 'course', count: 2, startsAt: startsAt + 3 * DAY }),
      ],
      accounts: people.map(openid => aHousehold(openid, now)),
      stations: [aStation()],
    })
    const wide = { sessionId: 'wide', memberIds: ['guoguo'] }
    const full = { sessionId: 'full', memberIds: ['guoguo'] }
    const held = await cloud.ask('cancels', 'booking.create', wide)
    await cloud.ask('holder', 'booking.create', { ...full, memberIds: ['self'] })
    const { bookingId } = await cloud.ask('staff', 'staff.walkIn', {
      centreId: CENTRE,
      sessionId: 'today',
      people: 1,
      name: '李大爷',
    })
    await cloud.change('bookings', bookingId, { forgetAt: 1, endsAt: now - 40 * DAY, startsAt: now - 41 * DAY })
    await cloud.change('sessions', 'today', { endsAt: now - 40 * DAY, startsAt: now - 41 * DAY, settleAt: null })
    const [account] = await cloud.stored('accounts', { ledger: { $ne: {} }, openid: '' })
    if (account) await cloud.change('accounts', account._id, { ledger: {} })

    const dies = (call: number) => ({ fault: `after:${call}` }) as const
    await cloud.send('books', 'booking.create', wide, dies(5))
    await cloud.send('cancels', 'booking.cancel', { bookingId: held.booking.id }, dies(3))
    await cloud.send('enrols', 'booking.createSeries', { seriesId: 'course', memberIds: ['guoguo'] }, dies(7))
    await cloud.send('waits', 'waitlist.join', full, dies(4))
    await cloud.send('rider', 'station.sit', { stationId: aStation()._id }, dies(4))
    await cloud.send('erases', 'me.erase', {}, dies(3))
    const check = async () => {
      const sessions = new Map((await cloud.stored('sessions')).map(row => [row._id, row]))
      expect(sessions.get('wide')).toMatchObject({ seatsLeft: 7, reserve: 2 })
      expect(sessions.get('full')).toMatchObject({ seatsLeft: 0, waiting: 1 })
      const statuses = (await cloud.stored('bookings')).map(({ status }) => status).sort()
      expect(statuses).toEqual(['cancelled', ...Array(5).fill('confirmed'), 'waiting'])
      expect(JSON.stringify([...sessions.values(), ...(await cloud.stored('bookings'))])).not.toContain('李大爷')
      expect(await cloud.stored('stations')).toMatchObject([{ free: 20, visits: {} }])
      expect(await cloud.stored('accounts', { erasingAt: { $gt: 0 } })).toEqual([])
    }
    return { after: 3 * HOUR, check }
  },
})
