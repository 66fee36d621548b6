import { DAY, HOUR } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { tickCrashSuite } from './suite'

tickCrashSuite('what is kept too long', {
  leastPoints: 60,
  scene: async ({ cloud, now, household }) => {
    const past = (days: number) => ({ startsAt: now - days * DAY - HOUR, endsAt: now - days * DAY })
    const household1 = await household()
    const { booking } = await household1.book()
    const guest = await cloud.ask('staff', 'staff.walkIn', {
      centreId: CENTRE,
      sessionId: household1.session._id,
      people: 1,
      name: '李大爷',
      lastFour: '5566',
    })
    await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
    const household2 = await household()
    const { booking: later } = await household2.book()
    const old = { openid: household1.openid, bookingId: booking.id }
    const young = { openid: household2.openid, bookingId: later.id }
    await cloud.change('sessions', household1.session._id, { ...past(400), settleAt: null })
    await cloud.change('sessions', household2.session._id, { ...past(40), settleAt: null })
    for (const id of [booking.id, guest.bookingId])
      await cloud.change('bookings', id, { ...past(400), activeUntil: past(400).endsAt, forgetAt: 1 })
    await cloud.change('bookings', later.id, { ...past(40), activeUntil: past(40).endsAt })
    for (const { _id } of await cloud.stored('accounts', { ledger: { $ne: {} } }))
      await cloud.change('accounts', _id, { ledger: {} })
    await cloud.ask(young.openid, 'member.remove', { memberId: 'doudou' })
    const check = async () => {
      const text = JSON.stringify([
        await cloud.stored('bookings'),
        await cloud.stored('sessions'),
        await cloud.stored('noshows'),
      ])
      expect(text).not.toMatch(/李大爷|豆豆/)
      expect(text).toContain('果果')
      const [first] = await cloud.stored('bookings', { _id: old.bookingId })
      expect(first).toMatchObject({ anonymous: true, forgetAt: 0, partySize: 2, checkIn: { by: '' } })
      const claims = (await cloud.stored('sessions', { _id: first?.sessionId }))[0]?.claims ?? {}
      expect(claims[old.bookingId]?.accountId).toBe(first?.accountId)
      expect(await cloud.stored('bookings', { accountId: accountIdOf(old.openid) })).toEqual([])
      expect(await cloud.stored('bookings', { accountId: accountIdOf(young.openid) })).toHaveLength(1)
      expect(await cloud.stored('accounts', { removedAt: { $gt: 0 } })).toEqual([])
    }
    return { check }
  },
})
