import { DAY, localDate, MINUTE } from '@domain/time'
import { aSitting, CENTRE } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** An elder who shows a code, a daughter, and a sitting whose cut-off is near. */
async function two({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [sessionId, elder, helper] = [`lunch-${n}`, `elder-${n}`, `helper-${n}`]
  await cloud.seed({
    sessions: [
      aSitting(now, { _id: sessionId, startsAt: now + 20 * MINUTE, rules: { closesBefore: 0, cancelBefore: 0 } }),
    ],
  })
  const show = async (openid = elder, name = '陈奶奶') => {
    const { code } = await cloud.ask(openid, 'meal.relationCode', { name })
    return code?.digits ?? ''
  }
  const relate = async () => {
    const { elders } = await cloud.ask(helper, 'meal.relate', { code: await show(), name: '小琴' })
    return elders[0]?.id ?? ''
  }
  const wish = { sessionId, mode: 'pick-up' as const, meals: [{ memberId: 'self', dishes: ['pork'] }] }
  const related = async () => {
    expect((await cloud.ask(elder, 'meal.relations', {})).helpers).toMatchObject([{ name: '小琴' }])
    expect((await cloud.ask(helper, 'meal.relations', {})).elders).toHaveLength(1)
  }
  return { elder, helper, show, relate, wish, related, sessionId }
}

export const relationScenes = {
  'meal.saveAllergies': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { elder } = await two(stage)
      const check = async () => {
        const { allergies } = await stage.cloud.ask(elder, 'meal.list', {})
        expect(allergies).toEqual({ self: ['fish'] })
      }
      return { openid: elder, input: { memberId: 'self', allergens: ['fish'], agreed: true }, check }
    },
  },
  'meal.relationCode': {
    leastPoints: 2,
    heals: true,
    scene: async stage => {
      const { elder } = await two(stage)
      const check = async () => {
        const { code } = await stage.cloud.ask(elder, 'meal.relations', {})
        expect(code).toMatchObject({ digits: expect.stringMatching(/^\d{8}$/) })
      }
      return { openid: elder, input: { name: '陈奶奶' }, check }
    },
  },
  'meal.relate': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { helper, show, related } = await two(stage)
      return { openid: helper, input: { code: await show(), name: '小琴' }, check: related }
    },
  },
  'meal.unrelate': {
    leastPoints: 3,
    heals: true,
    scene: async stage => {
      const { elder, helper, relate } = await two(stage)
      const relationId = await relate()
      const check = async () => {
        expect((await stage.cloud.ask(elder, 'meal.relations', {})).helpers).toEqual([])
        expect((await stage.cloud.ask(helper, 'meal.relations', {})).elders).toEqual([])
      }
      return { openid: elder, input: { relationId }, check }
    },
  },
  'staff.mealRelate': {
    leastPoints: 5,
    heals: true,
    scene: async stage => {
      const { elder, helper, show, wish, related } = await two(stage)
      const { booking } = await stage.cloud.ask(elder, 'order.create', wish)
      const code = await show(helper, '小琴')
      return { openid: 'manager', input: { centreId: CENTRE, bookingId: booking.id, code }, check: related }
    },
  },
  'meal.repeat': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { elder, wish } = await two(stage)
      const { booking } = await stage.cloud.ask(elder, 'order.create', wish)
      const until = localDate(stage.now + 7 * DAY)
      const check = async () => {
        const { repeated } = await stage.cloud.ask(elder, 'meal.repeated', {})
        expect(repeated).toMatchObject([{ weekdays: [1, 2], until }])
      }
      return { openid: elder, input: { bookingId: booking.id, weekdays: [1, 2], until }, check }
    },
  },
  'meal.endRepeated': {
    leastPoints: 3,
    heals: true,
    scene: async stage => {
      const { elder, wish } = await two(stage)
      const { booking } = await stage.cloud.ask(elder, 'order.create', wish)
      const until = localDate(stage.now + 7 * DAY)
      const input = { bookingId: booking.id, weekdays: [1, 2], until }
      const { repeatedId } = await stage.cloud.ask(elder, 'meal.repeat', input)
      const check = async () => expect((await stage.cloud.ask(elder, 'meal.repeated', {})).repeated).toEqual([])
      return { openid: elder, input: { repeatedId }, check }
    },
  },
  'order.cancelFor': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { helper, relate, wish, sessionId } = await two(stage)
      const relationId = await relate()
      const { booking } = await stage.cloud.ask(helper, 'order.create', { ...wish, relationId })
      const check = async () => {
        const [session] = await stage.cloud.stored('sessions', { _id: sessionId })
        expect(session).toMatchObject({ claims: {}, seatsLeft: 20, counters: { 'dish-pork': 10 } })
      }
      return { openid: helper, input: { relationId, bookingId: booking.id }, check }
    },
  },
} satisfies Scenes
