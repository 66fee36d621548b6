import { DAY, HOUR } from '@domain/time'
import { aHousehold, aSession, CENTRE } from '../../../../worlds/fixtures/index'
import { publishing, saveClass, saveDraft, timeIn } from '../../office/support'
import { tickCrashSuite } from './suite'

/** A session that two children missed, a cancelled one, and a moved one; nobody has been notified yet. */
tickCrashSuite('no-shows and changed sessions', {
  leastPoints: 60,
  scene: async ({ cloud, now }) => {
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'missed', startsAt: now + HOUR, rules: { cancelBefore: 0 } }),
        aSession(now, { _id: 'off', startsAt: now + 2 * DAY }),
        aSession(now, { _id: 'moved', startsAt: now + 3 * DAY }),
      ],
      accounts: [aHousehold('mum', now)],
    })
    const book = async (sessionId: string, memberIds = ['self']) =>
      (await cloud.ask('mum', 'booking.create', { sessionId, memberIds })).booking.id
    const held = [await book('missed', ['guoguo', 'doudou']), await book('off'), await book('moved')]
    for (const bookingId of held) await cloud.ask('mum', 'booking.notices', { bookingId, notices: ['changed'] })
    // The manager's calls fail right after they change the session: the timer does the rest.
    const change = { centreId: CENTRE, reason: '老师请假' }
    const times = { startsAt: now + 5 * DAY, endsAt: now + 5 * DAY + HOUR }
    await cloud.send('manager', 'staff.cancelSession', { ...change, sessionId: 'off' }, { fault: 'error:5' })
    await cloud.send('manager', 'staff.moveSession', { ...change, sessionId: 'moved', ...times }, { fault: 'error:12' })
    for (const session of await cloud.stored('sessions', { _id: { $in: ['off', 'moved'] } }))
      expect(Object.keys(session.changes)).toHaveLength(1)
    expect(await cloud.outbox('mum')).toEqual([])
    const check = async () => {
      expect(await cloud.stored('noshows', { sessionId: 'missed' })).toHaveLength(2)
      const told = new Set((await cloud.outbox('mum')).map(({ page }) => page))
      expect(told.size).toBe(2)
    }
    return { after: 4 * HOUR, check }
  },
})

tickCrashSuite('telling of a new class those who wanted to hear of it', {
  leastPoints: 8,
  scene: async ({ cloud }) => {
    for (const openid of ['one', 'two'])
      await cloud.ask(openid, 'interest.add', { category: null, centreId: null, age: null })
    cloud.later(1000)
    const draft = await saveDraft(cloud, await saveClass(cloud), timeIn(3, '14:30'))
    await cloud.ask('manager', 'office.publish', publishing(draft))
    return {
      after: 1000,
      check: async () => {
        const pages = (await Promise.all(['one', 'two'].map(openid => cloud.outbox(openid)))).map(
          box => new Set(box.map(({ page }) => page)).size,
        )
        // A call that dies after the sending may send again; none is lost, and each wish is over.
        expect(pages).toEqual([1, 1])
        expect((await cloud.stored('accounts')).flatMap(({ interests = [] }) => interests)).toEqual([])
      },
    }
  },
})
