/** Shortest accepted secret, characters. */
const SHORTEST = 32

/**
 * Reads the secret that ids are derived with from the function's environment (docs/deploy.md). Throws, so that the function
 * does not start, when it is missing or short: ids would be derived differently, or could be found by trying.
 */
export function idSecretSetting(environment: NodeJS.ProcessEnv = process.env): string {
  const { ID_SECRET = '' } = environment
  if (ID_SECRET.length >= SHORTEST) return ID_SECRET
  throw new Error(
    `The environment variable ID_SECRET of this function is ${ID_SECRET === '' ? 'missing' : 'too short'}. Set it to the same ` +
      `random text of at least ${SHORTEST} characters in resident, staff, office, timer and payment: see docs/deploy.md.`,
  )
}

/**
 * Reads who gets what is paid online, by centre, from the function's environment (docs/deploy.md): a manager cannot change it. Not
 * set: no centre takes money online. Throws when it is no object of merchant numbers, so that the function does not start.
 */
export function merchantSetting(environment: NodeJS.ProcessEnv = process.env): ReadonlyMap<string, string> {
  const { PAY_MERCHANTS = '' } = environment
  if (PAY_MERCHANTS === '') return new Map()
  const merchants = Object.entries(JSON.parse(PAY_MERCHANTS) as Record<string, unknown>)
  const numbers = merchants.map(([centreId, merchant]) => [centreId, String(merchant)] as const)
  if (numbers.every(([, merchant]) => /^\d{8,32}$/.test(merchant))) return new Map(numbers)
  throw new Error(
    'The environment variable PAY_MERCHANTS must be {"<centre id>": "<merchant number>"}: see docs/deploy.md.',
  )
}
