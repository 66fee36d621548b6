import { CloudError, outcomeUnknown, worthRepeating } from '@/cloud/errors'
import { failureOf } from '@/cloud/transport/kinds'
import { asReply } from '@/cloud/transport/reply'

const wechat = (inner: string) => ({
  errCode: -1,
  errMsg: `cloud.callFunction:fail Error: ${inner} (callId: 1694400404469-0.2) (trace: 10:46:44 start->10:46:44 abort)`,
})

describe('a failure of callFunction keeps its kind', () => {
  test.each([
    [{ errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' }, 'NETWORK'],
    [{ errCode: -601003, errMsg: 'system network error' }, 'NETWORK'],
    [new TypeError('Failed to fetch'), 'NETWORK'],
    [undefined, 'NETWORK'],
    [wechat('errCode: -504003 | errMsg: Invoking task timed out after 3 seconds'), 'TIME_LIMIT'],
    [wechat('errCode: -501002'), 'TIME_LIMIT'],
    [wechat('errCode: -501003'), 'QUOTA'],
    [wechat('errCode: -501004 | errMsg: EXCEED_CONCURRENT_REQUEST_LIMIT'), 'QUOTA'],
    [wechat('errCode: -501015'), 'QUOTA'],
    [wechat('errCode: -501000 | errMsg: FunctionName parameter could not be found.'), 'NOT_DEPLOYED'],
    [wechat('errCode: -501000 | errMsg: Environment invalid and please check your parameters'), 'NOT_DEPLOYED'],
    [
      { errCode: -404011, errMsg: 'cloud function execution error | cloud function service error code -504002' },
      'INTERNAL',
    ],
    [{ errCode: -504002, errMsg: 'functions execute fail' }, 'INTERNAL'],
    [new CloudError('NETWORK'), 'NETWORK'],
  ])('%j is %s', (failure, kind) => expect(failureOf(failure)).toBe(kind))

  test.each([
    ['FUNCTION_TIME_LIMIT', 'TIME_LIMIT'],
    ['FUNCTION_NOT_FOUND', 'NOT_DEPLOYED'],
    ['TOO_BUSY', 'QUOTA'],
    ['FUNCTION_CRASHED', 'INTERNAL'],
    ['SOMETHING_NEW', 'INTERNAL'],
  ])('also that of the local cloud: %s is %s', (code, kind) => {
    expect(() => asReply({ ok: false, code, message: '…' })).toThrow(expect.objectContaining({ code: kind }))
  })

  test('a refusal of ours is a reply, and anything else is no answer', () => {
    const refusal = { ok: false, code: 'SESSION_FULL', detail: null, requestId: '' }
    expect(asReply(refusal)).toBe(refusal)
    for (const answer of [null, 'text', {}, undefined]) {
      expect(() => asReply(answer)).toThrow(expect.objectContaining({ code: 'NETWORK' }))
    }
  })

  test('every kind leaves the outcome open; only what may pass within seconds is repeated', () => {
    for (const code of ['NETWORK', 'TIME_LIMIT', 'QUOTA', 'NOT_DEPLOYED', 'INTERNAL', 'BUSY'] as const) {
      expect(outcomeUnknown(new CloudError(code))).toBe(true)
      expect(worthRepeating(new CloudError(code))).toBe(['NETWORK', 'INTERNAL', 'BUSY'].includes(code))
    }
    expect(outcomeUnknown(new CloudError('SESSION_FULL'))).toBe(false)
  })
})
