import type { Scenes, Stage } from '../stage'

/** A child for whom two accounts care, and a class. */
async function sharedChild({ cloud, household, nextNumber }: Stage) {
  const { openid: mum, session } = await household()
  const dad = `dad-${nextNumber()}`
  const { carers } = await cloud.ask(mum, 'care.invite', { memberId: 'guoguo', name: '爸爸' })
  const { children } = await cloud.ask(dad, 'care.accept', { code: carers[0]?.code ?? '' })
  return { mum, dad, careId: children[0]?.id ?? '', sessionId: session._id }
}

export const careScenes = {
  'care.invite': {
    leastPoints: 4,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid } = await household()
      return {
        openid,
        input: { memberId: 'guoguo', name: '爸爸' },
        check: async () =>
          expect((await cloud.ask(openid, 'care.list', {})).carers).toMatchObject([
            { memberId: 'guoguo', name: '爸爸' },
          ]),
      }
    },
  },
  'care.accept': {
    leastPoints: 6,
    heals: false,
    scene: async ({ cloud, household, nextNumber }) => {
      const { openid } = await household()
      const { carers } = await cloud.ask(openid, 'care.invite', { memberId: 'guoguo', name: '爸爸' })
      const dad = `dad-${nextNumber()}`
      return {
        openid: dad,
        input: { code: carers[0]?.code ?? '' },
        check: async () => {
          expect((await cloud.ask(dad, 'care.list', {})).children).toMatchObject([{ nickname: '果果', ended: null }])
          expect((await cloud.ask(openid, 'care.list', {})).carers).toMatchObject([{ code: null }])
        },
      }
    },
  },
  'care.end': {
    leastPoints: 4,
    heals: false,
    scene: async stage => {
      const { mum, dad, careId } = await sharedChild(stage)
      return {
        openid: dad,
        input: { careId },
        check: async () => {
          expect((await stage.cloud.ask(dad, 'care.list', {})).children).toEqual([])
          expect((await stage.cloud.ask(mum, 'care.list', {})).carers).toEqual([])
        },
      }
    },
  },
  'care.book': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { mum, dad, careId, sessionId } = await sharedChild(stage)
      return {
        openid: dad,
        input: { careId, sessionId },
        check: async () => {
          const { items } = await stage.cloud.ask(mum, 'booking.list', { scope: 'coming' })
          expect(items).toMatchObject([{ sessionId, status: 'confirmed', attendees: [{ nickname: '果果' }] }])
        },
      }
    },
  },
  'care.cancel': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { mum, dad, careId, sessionId } = await sharedChild(stage)
      const { booking } = await stage.cloud.ask(mum, 'booking.create', { sessionId, memberIds: ['self', 'guoguo'] })
      return {
        openid: dad,
        input: { careId, bookingId: booking.id },
        check: async () => {
          const { items } = await stage.cloud.ask(mum, 'booking.list', { scope: 'coming' })
          expect(items).toMatchObject([{ id: booking.id, attendees: [{ memberId: 'self' }] }])
          expect((await stage.cloud.ask(dad, 'care.list', {})).children).toMatchObject([{ bookings: [] }])
        },
      }
    },
  },
} satisfies Scenes
