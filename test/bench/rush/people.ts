/** Identity of the n-th person of the crowd that comes for a session. */
export const personOf = (sessionId: string, n: number): string => `${sessionId}-${n}`
