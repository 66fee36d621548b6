/** An error code of the platform or its SDK: a number, or a word without spaces. */
const CODE = /^-?\w[\w.-]{0,60}$/

/**
 * Describes an unexpected failure for the log: its type, the platform's code, and the stack. Never its message, which
 * may quote stored personal data.
 */
export function describeFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return `thrown: ${typeof failure}`
  const { name, message, stack = '' } = failure
  const { errCode, code } = failure as { errCode?: unknown; code?: unknown }
  const given = [errCode, code].map(value => String(value ?? '')).find(value => CODE.test(value))
  const below = stack.slice(message && stack.includes(message) ? stack.indexOf(message) + message.length : 0)
  const frames = below.split('\n').filter(line => /^\s+at /.test(line))
  return [given === undefined ? name : `${name} ${given}`, ...frames].join('\n')
}
