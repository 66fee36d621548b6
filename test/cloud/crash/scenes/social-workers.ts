import { DAY, localDate } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aStaff } from '../../../../worlds/fixtures/index'
import { aSocialWorker } from '../../../../worlds/fixtures/volunteers'
import type { Scenes, Stage } from '../stage'

/** A centre of its own with a member of staff. */
async function centreOf({ cloud, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, openid] = [`centre-${n}`, `worker-${n}`]
  await cloud.seed({ centres: [aCentre({ _id: centreId })], staff: [aStaff(openid, { centreId })] })
  return { centreId, openid }
}

export const socialWorkerScenes = {
  'office.enterCertificate': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, openid } = await centreOf(stage)
      const days = { from: localDate(stage.now - DAY), until: localDate(stage.now + 300 * DAY) }
      return {
        openid,
        input: { centreId, level: 'social', ...days },
        check: async () => {
          const stored = await stage.cloud.stored('socialworkers', { _id: accountIdOf(openid) })
          expect(stored).toMatchObject([{ certificates: [{ level: 'social', ...days, state: 'asked' }] }])
        },
      }
    },
  },
  'office.checkCertificate': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, openid } = await centreOf(stage)
      const office = `city-${openid}`
      await stage.cloud.seed({
        staff: [
          { ...aStaff(office), roles: [], offices: [{ role: 'city', county: null, grant: office, since: stage.now }] },
        ],
        socialworkers: [aSocialWorker(openid, stage.now, { centreId })],
      })
      return {
        openid: office,
        input: { workerId: accountIdOf(openid), certificateId: 'paper-1', isRight: true, reason: '' },
        check: async () => {
          const [stored] = await stage.cloud.stored('socialworkers', { _id: accountIdOf(openid) })
          expect(stored?.certificates).toMatchObject([{ state: 'right', checkedAt: expect.any(Number) }])
        },
      }
    },
  },
} satisfies Scenes
