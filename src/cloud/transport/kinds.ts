import { CloudError, type CloudErrorCode } from '../errors'

/**
 * Kinds of failures by WeChat's error codes, which stand in `errCode` or in the text of the error. Others are faults of the
 * network. Source: developers.weixin.qq.com, 云开发 错误码 (wxcloud/reference/errcode).
 */
const KINDS: readonly (readonly [CloudErrorCode, RegExp])[] = [
  ['QUOTA', /-50100[34]|-50101[5-7]|EXCEED_|ResourceLimit|exceed.{0,20}(?:limit|quota)/i],
  [
    'NOT_DEPLOYED',
    /FUNCTION_?NOT_?FOUND|FunctionName parameter could not be found|-50100[59]|Environment (?:invalid|not found)/i,
  ],
  ['TIME_LIMIT', /-504003|-501002|-604102|TIME_LIMIT|timed out after/i],
  // The function was called and failed: it crashed, or its answer could not be sent.
  ['INTERNAL', /-50400[12]|-404011|-501001|-601001/],
]

/** The kind of a failed `callFunction`. */
export function failureOf(thrown: unknown): CloudErrorCode {
  if (thrown instanceof CloudError) return thrown.code
  const { errCode, errMsg, message } = (thrown ?? {}) as Record<string, unknown>
  const said = [errCode, errMsg, message].map(part => String(part ?? '')).join(' ')
  return KINDS.find(([, signs]) => signs.test(said))?.[0] ?? 'NETWORK'
}

/** Failures of the local cloud around a function, by its codes. */
const HOST: Readonly<Record<string, CloudErrorCode>> = {
  FUNCTION_NOT_FOUND: 'NOT_DEPLOYED',
  FUNCTION_LOAD_FAILED: 'NOT_DEPLOYED',
  FUNCTION_TIME_LIMIT: 'TIME_LIMIT',
  TOO_BUSY: 'QUOTA',
  FUNCTION_CRASHED: 'INTERNAL',
  FUNCTION_FAILED: 'INTERNAL',
  FUNCTION_RESULT_INVALID: 'INTERNAL',
}

/** The kind of a failure that the local cloud reports in place of a reply; null: it is a reply. */
export function hostFailure(answer: object): CloudErrorCode | null {
  const { ok, code, requestId } = answer as { ok?: unknown; code?: unknown; requestId?: unknown }
  if (ok !== false || requestId !== undefined) return null
  return HOST[String(code)] ?? 'INTERNAL'
}
