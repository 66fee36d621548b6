import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aStaff, CENTRE } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

async function colleague({ cloud, nextNumber }: Stage) {
  const openid = `colleague-${nextNumber()}`
  await cloud.seed({ staff: [aStaff(openid)] })
  return openid
}

const journal = async ({ cloud }: Stage, act: string) =>
  (await cloud.stored('journal', { act })).map(({ state }) => state)

export const officeScenes = {
  'office.invite': {
    leastPoints: 10,
    heals: true,
    scene: async stage => ({
      openid: 'manager',
      input: { centreId: CENTRE, role: 'staff', duties: ['door'], name: '小周' },
      check: async () => {
        expect(await stage.cloud.stored('invitations')).toHaveLength(1)
        expect(await journal(stage, 'invite')).toEqual(['done'])
      },
    }),
  },
  'office.importStaff': {
    leastPoints: 14,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const openid = await colleague(stage)
      const given = { role: 'staff' as const, duties: ['till' as const] }
      return {
        openid: 'manager',
        input: {
          centreId: CENTRE,
          people: [
            { name: '周小兰', personId: null, ...given },
            { name: '马强', personId: null, ...given },
            { name: '同事', personId: accountIdOf(openid), ...given },
          ],
        },
        check: async () => {
          expect(await cloud.stored('invitations', { codeUntil: 0 })).toHaveLength(2)
          expect((await cloud.ask(openid, 'me.get', {})).staffOf).toMatchObject([{ duties: ['till'] }])
          expect(await journal(stage, 'import-staff')).toEqual(['done'])
          expect(await journal(stage, 'set-duties')).toEqual(['done'])
        },
      }
    },
  },
  'office.showInvitation': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const people = [{ name: '周小兰', personId: null, role: 'staff' as const, duties: ['door' as const] }]
      await cloud.ask('manager', 'office.importStaff', { centreId: CENTRE, people })
      const [made] = await cloud.stored('invitations')
      return {
        openid: 'manager',
        input: { centreId: CENTRE, invitationId: made?._id ?? '' },
        check: async () => {
          const [shown] = await cloud.stored('invitations')
          expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: shown?.code ?? '' })).toBe('OK')
          expect(await journal(stage, 'show-invitation')).toEqual(['done'])
        },
      }
    },
  },
  'office.withdrawInvitation': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const input = { centreId: CENTRE, role: 'staff' as const, duties: [], name: '小周' }
      const { invitation, code } = await cloud.ask('manager', 'office.invite', input)
      return {
        openid: 'manager',
        input: { centreId: CENTRE, invitationId: invitation.id },
        check: async () => {
          expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code })).toBe('INVITATION_NOT_FOUND')
          expect(await journal(stage, 'withdraw-invitation')).toEqual(['done'])
        },
      }
    },
  },
  'invitation.accept': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const input = { centreId: CENTRE, role: 'staff' as const, duties: ['door' as const], name: '小周' }
      const { code } = await cloud.ask('manager', 'office.invite', input)
      return {
        openid: 'xiaozhou',
        input: { code },
        check: async () => {
          expect(await cloud.codeOf('xiaozhou', 'staff.today', { centreId: CENTRE })).toBe('OK')
          expect(await cloud.stored('invitations', { grantingAt: 0 })).toHaveLength(1)
          expect(await journal(stage, 'accept-invitation')).toEqual(['done'])
        },
      }
    },
  },
  'office.setDuties': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const openid = await colleague(stage)
      return {
        openid: 'manager',
        input: { centreId: CENTRE, personId: accountIdOf(openid), role: 'staff', duties: ['timetable'] },
        check: async () => {
          expect((await stage.cloud.ask(openid, 'me.get', {})).staffOf).toMatchObject([{ duties: ['timetable'] }])
          expect(await journal(stage, 'set-duties')).toEqual(['done'])
        },
      }
    },
  },
  'office.revoke': {
    leastPoints: 18,
    heals: true,
    scene: async stage => {
      const openid = await colleague(stage)
      const { cloud } = stage
      await cloud.ask('manager', 'office.setDuties', {
        centreId: CENTRE,
        personId: accountIdOf(openid),
        role: 'manager',
        duties: [],
      })
      return {
        openid,
        input: { centreId: CENTRE, personId: accountIdOf('manager') },
        check: async () => {
          expect(await cloud.codeOf('manager', 'staff.today', { centreId: CENTRE })).toBe('FORBIDDEN')
          expect(await cloud.codeOf(openid, 'staff.today', { centreId: CENTRE })).toBe('OK')
          expect(await journal(stage, 'revoke')).toEqual(['done'])
          expect((await cloud.stored('teams'))[0]?.leaving).toEqual({})
        },
      }
    },
  },
} satisfies Scenes
