/** What is counted of one kind: a person's wrong tries with a code, a place's invitations. The id tells neither whose nor which kind. */
export interface TriesDocument {
  _id: string
  count: number
  /** Until when they count, epoch ms. */
  until: number
}
