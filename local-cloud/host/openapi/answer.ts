/** WeChat's own answer: `errcode` 0 means success. */
export type Answer = { errcode: number; errmsg: string } & Record<string, unknown>

/** A picture in place of JSON. */
export interface Picture {
  contentType: string
  bytes: Buffer
}

export type Parameters = Record<string, unknown>

export function isPicture(answer: Answer | Picture): answer is Picture {
  return 'bytes' in answer
}
