import { MINUTE } from '@domain/time'
import { CENTRE } from '../../../worlds/fixtures/index'
import { publishing, saveClass, saveDraft, timeIn } from '../office/support'
import { freshStage, type Stage, startStage } from './stage'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.cloud.close())

test('a publication that dies anywhere and that nobody repeats is whole or nothing once the timer has run', async () => {
  let outcomes = ''
  for (const side of ['before', 'after'] as const) {
    for (let call = 1; call < 60; call++) {
      await freshStage(stage)
      const { cloud } = stage
      const offeringId = await saveClass(cloud)
      const drafts = await Promise.all(['09:00', '14:30'].map(clock => saveDraft(cloud, offeringId, timeIn(3, clock))))
      const { status } = await cloud.send('manager', 'office.publish', publishing(...drafts), {
        fault: `${side}:${call}`,
      })
      if (status === 200) break
      for (let tick = 0; tick < 2; tick++) {
        cloud.later(3 * MINUTE * (tick + 1))
        await cloud.tick()
      }
      const sessions = await cloud.stored('sessions')
      const states = (await cloud.stored('drafts')).map(({ state }) => state)
      const isPublished = sessions.length > 0
      expect([call, sessions.length]).toEqual([call, isPublished ? 2 : 0])
      expect(states).toEqual(isPublished ? ['published', 'published'] : ['draft', 'draft'])
      expect((await cloud.stored('timetables'))[0]?.pending ?? {}).toEqual({})
      // Nothing is in the way of the next publication.
      const { drafts: left } = await cloud.ask('manager', 'office.timetable', {
        centreId: CENTRE,
        from: new Date(timeIn(3, '12:00')).toISOString().slice(0, 10),
        to: new Date(timeIn(3, '12:00')).toISOString().slice(0, 10),
      })
      if (!isPublished) await cloud.ask('manager', 'office.publish', publishing(...left))
      expect(await cloud.stored('sessions')).toHaveLength(2)
      outcomes += isPublished ? 'p' : 'n'
    }
  }
  // Both ends were reached.
  expect(outcomes).toMatch(/n.*p/)
})
