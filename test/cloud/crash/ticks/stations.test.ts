import { HOUR } from '@domain/time'
import type { SitterDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aStation } from '../../../../worlds/fixtures/index'
import { tickCrashSuite } from './suite'

/** Two stations: a visit that is over, a seat of a dead call, a seat that was left for another one, and a staff count. */
tickCrashSuite('stations', {
  leastPoints: 40,
  scene: async ({ cloud, now }) => {
    const ago = now - HOUR
    const visit = (visitId: string, until: number) => ({ visitId, from: ago, until })
    const sitter = (name: string, change: Partial<SitterDocument> = {}): SitterDocument => ({
      _id: `p-${name}`,
      visitId: name,
      stationId: 'here',
      stationName: '湖滨路暖锋驿站',
      from: ago,
      until: now + HOUR,
      former: null,
      movedAt: 0,
      revision: 1,
      ...change,
    })
    await cloud.seed({
      stations: [
        aStation({
          _id: 'here',
          capacity: 8,
          free: 2,
          counted: 2,
          countedUntil: now - 1,
          endsAt: now - 1,
          claimedAt: ago,
          visits: {
            'p-stays': visit('stays', now + HOUR),
            'p-over': visit('over', now - 1),
            'p-died': visit('died', now + HOUR),
            'p-moved': visit('moved-from', now + HOUR),
          },
        }),
        aStation({ _id: 'there', visits: { 'p-moved': visit('moved', now + HOUR) }, free: 19, endsAt: now + HOUR }),
      ],
      sitters: [
        sitter('stays'),
        sitter('over'),
        sitter('moved', {
          stationId: 'there',
          former: { visitId: 'moved-from', stationId: 'here', from: ago },
          movedAt: ago,
        }),
      ],
    })
    const check = async () => {
      expect(await cloud.stored('stations', { _id: 'here' })).toMatchObject([
        { free: 7, counted: 0, visits: { 'p-stays': {} } },
      ])
      expect(await cloud.stored('stations', { _id: 'there' })).toMatchObject([{ free: 19 }])
      const log = await cloud.stored('visits', { stationId: 'here' })
      expect(log.map(({ _id, how }) => [_id, how]).sort()).toEqual([
        ['moved-from', 'moved'],
        ['over', 'timed-out'],
      ])
    }
    return { check }
  },
})
