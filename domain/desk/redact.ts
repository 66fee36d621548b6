/** A guest after redaction. */
export const REDACTED_GUEST = { name: null, lastFour: null } as const
