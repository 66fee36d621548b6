/** A code as the platform and its SDK give them: a number, or a word without blanks. */
const CODE = /^-?\w[\w.-]{0,60}$/

/**
 * What the log says of a failure that nobody foresaw: its kind, the code that the platform gave it, and where it happened.
 * Never its message, which may quote what is stored about people.
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
