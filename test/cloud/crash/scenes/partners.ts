import { monthEnd, monthStart } from '@domain/participation/partner'
import { DAY, localMonth } from '@domain/time'
import { aCentre, anOffering, aStaff } from '../../../../worlds/fixtures/index'
import { aPartner } from '../../../../worlds/fixtures/partners'
import type { Scenes, Stage } from '../stage'

/** An agreement of a centre of its own whose last three months were short. */
async function agreement({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, partnerId, offeringId, manager] = [`centre-${n}`, `partner-${n}`, `dance-${n}`, `manager-${n}`]
  const last = [3, 2, 1].map(back => localMonth(monthStart(localMonth(now)) - (back - 1) * 31 * DAY - DAY))
  const months = last.map(month => ({ month, roomHours: 20, sessions: 4, held: 0, attended: 0, roomMinutes: 0 }))
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    offerings: [anOffering({ _id: offeringId, centreId })],
    partners: [
      aPartner(now, { _id: partnerId, centreId, startsAt: monthStart(last[0] ?? ''), months, state: 'review' }),
    ],
    staff: [aStaff(manager, { centreId, role: 'manager' })],
  })
  return { centreId, partnerId, offeringId, manager }
}

export const partnerScenes = {
  'office.savePartner': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, partnerId, offeringId, manager } = await agreement(stage)
      const from = localMonth(stage.now)
      const plan = { name: '书画社', kind: 'service' as const, words: '' }
      const terms = { roomHours: 8, sessions: 2 }
      return {
        openid: manager,
        input: { centreId, revision: 0, ...plan, ...terms, from, until: from, serviceIds: [offeringId], roomIds: [] },
        check: async () => {
          const made = (await stage.cloud.stored('partners', { centreId })).filter(({ _id }) => _id !== partnerId)
          expect(made).toMatchObject([
            { ...plan, terms, offeringIds: [offeringId], endsAt: monthEnd(from), revision: 1 },
          ])
        },
      }
    },
  },
  'office.reviewPartner': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, partnerId, manager } = await agreement(stage)
      return {
        openid: manager,
        input: { centreId, partnerId, goesOn: false, words: '三个月没有来' },
        check: async () => {
          const [stored] = await stage.cloud.stored('partners', { _id: partnerId })
          expect(stored?.reviews).toMatchObject([{ goesOn: false }])
          expect(stored?.endsAt).toBe(monthEnd(localMonth(stage.now)))
        },
      }
    },
  },
  'office.saveWant': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager } = await agreement(stage)
      const want = { side: 'need' as const, name: '中心', category: 'elders' as const, words: '教老人拍照' }
      const week = [{ weekday: 1, opens: 540, closes: 660 }]
      return {
        openid: manager,
        input: { centreId, revision: 0, ...want, week, isOpen: true },
        check: async () => {
          const made = await stage.cloud.stored('partnerwants', { centreId })
          expect(made).toMatchObject([{ side: 'need', category: 'elders', week, revision: 1 }])
        },
      }
    },
  },
} satisfies Scenes
