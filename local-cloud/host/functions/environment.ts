const NAME = /^[A-Za-z_]\w*$/

/** Variables of an environment as JSON gives them; numbers and truth values become text. Undefined for anything else. */
export function environmentOf(json: unknown): Record<string, string> | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(json)) {
    if (!NAME.test(name) || !['string', 'number', 'boolean'].includes(typeof value)) return undefined
    variables[name] = String(value)
  }
  return variables
}
