let saved: string | null = null

/** Remembers a member that was just saved, so that the screen below can preselect it. */
export function rememberSavedMember(memberId: string): void {
  saved = memberId
}

/** The member that was just saved; null on the second call. */
export function takeSavedMember(): string | null {
  const memberId = saved
  saved = null
  return memberId
}
