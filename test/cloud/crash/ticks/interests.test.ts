import { publishing, saveClass, saveDraft, timeIn } from '../../office/support'
import { tickCrashSuite } from './suite'

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
