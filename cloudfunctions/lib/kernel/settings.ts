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
      `random text of at least ${SHORTEST} characters in resident, staff, office and timer: see docs/deploy.md.`,
  )
}
