import { DAY } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aNeed } from '../../../../worlds/fixtures/governance'
import { aHousehold } from '../../../../worlds/fixtures/index'
import { tickCrashSuite } from './suite'

tickCrashSuite('telling a household that its need was answered', {
  leastPoints: 4,
  scene: async ({ cloud, now }) => {
    const before = (await cloud.outbox('mum')).length
    await cloud.seed({
      accounts: [aHousehold('mum', now)],
      needs: [
        aNeed({
          ...{ at: now - 2 * DAY, accountId: accountIdOf('mum'), state: 'answered', dueAt: 0, lookAt: now },
          answer: { kind: 'done', words: '下周六就开', level: 'centre', at: now - DAY },
          news: { left: 2, sent: 0, step: '', sendingAt: 0, requests: [] },
        }),
      ],
    })
    return {
      check: async () => {
        const told = { left: 1, sent: 1, step: 'answered', sendingAt: 0 }
        expect(await cloud.stored('needs')).toMatchObject([{ lookAt: 0, news: told }])
        // Once, and a second time when the tick died between sending and noting it.
        const messages = (await cloud.outbox('mum')).length - before
        expect([1, 2]).toContain(messages)
      },
    }
  },
})
