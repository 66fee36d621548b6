let saved: string | null = null

/** Notes the member that was just added, so that the screen below can choose it. */
export function rememberSavedMember(memberId: string): void {
  saved = memberId
}

/** The member just added, once. */
export function takeSavedMember(): string | null {
  const memberId = saved
  saved = null
  return memberId
}
