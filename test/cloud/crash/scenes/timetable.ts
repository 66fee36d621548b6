import { HOUR } from '@domain/time'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { classForm, dateIn, presetRules, publishing, saveClass, saveDraft, timeIn } from '../../office/support'
import type { Scenes, Stage } from '../stage'

/** A class and two drafts of it. */
async function planned({ cloud }: Stage) {
  const offeringId = await saveClass(cloud, { rules: presetRules('drop-in') })
  const drafts = [
    await saveDraft(cloud, offeringId, timeIn(3, '09:00')),
    await saveDraft(cloud, offeringId, timeIn(3, '14:30')),
  ]
  const states = async () => (await cloud.stored('drafts')).map(({ state }) => state).sort()
  return { offeringId, drafts, states }
}

const journal = async ({ cloud }: Stage, act: string) =>
  (await cloud.stored('journal', { act })).map(({ state }) => state)

export const timetableScenes = {
  'office.saveOffering': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const offeringId = await saveClass(stage.cloud)
      return {
        openid: 'manager',
        input: classForm({ offeringId, revision: 1, capacity: 30 }),
        check: async () => {
          const [offering] = await stage.cloud.stored('offerings', { _id: offeringId })
          expect(offering).toMatchObject({ revision: 2, plan: { capacity: 30 } })
        },
      }
    },
  },
  'office.saveDraft': {
    leastPoints: 14,
    heals: true,
    scene: async stage => {
      const { offeringId, drafts } = await planned(stage)
      const [draft] = drafts
      if (!draft) throw new Error('there is no draft')
      return {
        openid: 'manager',
        input: {
          centreId: CENTRE,
          draftId: draft.id,
          revision: 1,
          offeringId,
          startsAt: draft.startsAt,
          endsAt: draft.endsAt,
          room: '三楼',
          teacher: '沈老师',
          capacity: 25,
          reserve: 0,
        },
        check: async () => {
          expect(await stage.cloud.stored('drafts', { _id: draft.id })).toMatchObject([{ room: '三楼', revision: 2 }])
        },
      }
    },
  },
  'office.removeDrafts': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { drafts, states } = await planned(stage)
      return {
        openid: 'manager',
        input: { centreId: CENTRE, draftIds: drafts.map(({ id }) => id) },
        check: async () => {
          expect(await states()).toEqual(['removed', 'removed'])
          expect(await journal(stage, 'remove-drafts')).toEqual(['done'])
        },
      }
    },
  },
  'office.repeat': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const offeringId = await saveClass(stage.cloud)
      const weekdays = [0, 1, 2, 3, 4, 5, 6]
      const input = { centreId: CENTRE, offeringId, weekdays, minute: 870, from: dateIn(40), until: dateIn(43) }
      const { created } = await stage.cloud.ask('manager', 'office.previewRepeat', input)
      return {
        openid: 'manager',
        input,
        check: async () => {
          expect(await stage.cloud.stored('drafts')).toHaveLength(created)
          expect(await journal(stage, 'repeat')).toEqual(['done'])
        },
      }
    },
  },
  'office.copy': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { drafts } = await planned(stage)
      await stage.cloud.ask('manager', 'office.publish', publishing(...drafts))
      const input = { centreId: CENTRE, unit: 'week' as const, from: dateIn(3), to: dateIn(45) }
      const { created } = await stage.cloud.ask('manager', 'office.previewCopy', input)
      return {
        openid: 'manager',
        input,
        check: async () => {
          expect(await stage.cloud.stored('drafts', { state: 'draft' })).toHaveLength(created)
        },
      }
    },
  },
  'office.importTimetable': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud }) => {
      const own = { room: 0, teacher: 1, capacity: 20, reserve: 2 }
      const starts = [4, 11, 18].map(days => timeIn(days, '14:30'))
      return {
        openid: 'manager',
        input: {
          centreId: CENTRE,
          names: ['二楼', '李老师'],
          classes: ['剪纸', '围棋'].map(title => ({
            ...{ title, category: 'children' as const, preset: 'first-come' as const, minutes: 90 },
            ...own,
          })),
          sessions: starts.flatMap(startsAt => [
            { class: 0, ...own, startsAt, endsAt: startsAt + HOUR },
            { class: 1, ...own, startsAt, endsAt: startsAt + HOUR },
          ]),
        },
        check: async () => {
          const made = await cloud.stored('offerings', { title: { $in: ['剪纸', '围棋'] } })
          const drafts = await cloud.stored('drafts', { state: 'draft' })
          expect(made.map(({ _id }) => drafts.filter(({ offeringId }) => offeringId === _id).length)).toEqual([3, 3])
        },
      }
    },
  },
  'office.publish': {
    leastPoints: 34,
    heals: true,
    scene: async stage => {
      const { drafts, states } = await planned(stage)
      return {
        openid: 'manager',
        input: publishing(...drafts),
        check: async () => {
          expect(await stage.cloud.stored('sessions')).toHaveLength(2)
          expect(await states()).toEqual(['published', 'published'])
          expect((await stage.cloud.stored('timetables'))[0]?.pending).toEqual({})
          expect(await stage.cloud.stored('publications')).toMatchObject([{ state: 'done', openAt: 0 }])
          expect(await journal(stage, 'publish')).toEqual(['done'])
        },
      }
    },
  },
  'office.changeSession': {
    leastPoints: 30,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const { drafts } = await planned(stage)
      const [draft] = drafts
      if (!draft) throw new Error('there is no draft')
      await cloud.ask('manager', 'office.publish', publishing(...drafts))
      const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'] })
      const times = { startsAt: timeIn(5, '09:00'), endsAt: timeIn(5, '10:30') }
      return {
        openid: 'manager',
        input: { centreId: CENTRE, sessionId: draft.id, ...times, room: '三楼', teacher: '马老师', reason: '停电' },
        check: async () => {
          const seen = await cloud.ask('mum', 'booking.get', { bookingId: booking.id })
          expect(seen.booking).toMatchObject({ ...times, room: '三楼' })
          expect(await cloud.stored('sessions', { _id: draft.id })).toMatchObject([{ moves: 1, teacher: '马老师' }])
          expect((await cloud.stored('timetables'))[0]?.pending).toEqual({})
        },
      }
    },
  },
  'office.unpublish': {
    leastPoints: 22,
    heals: true,
    scene: async stage => {
      const { drafts, states } = await planned(stage)
      const { publication } = await stage.cloud.ask('manager', 'office.publish', publishing(...drafts))
      return {
        openid: 'manager',
        input: { centreId: CENTRE, publicationId: publication.id },
        check: async () => {
          expect(await stage.cloud.stored('sessions')).toEqual([])
          expect(await states()).toEqual(['draft', 'draft'])
          expect(await stage.cloud.stored('publications')).toMatchObject([{ state: 'undone', openAt: 0 }])
        },
      }
    },
  },
} satisfies Scenes
