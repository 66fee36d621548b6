/** Wrong tries of one person with one kind of code. The id tells neither person nor kind. */
export interface TriesDocument {
  _id: string
  count: number
  /** Until when they count, epoch ms. */
  until: number
}
