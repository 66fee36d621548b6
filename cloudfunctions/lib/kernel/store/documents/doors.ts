/** What the codes on the screens of one centre are made from. The id is the centre's. */
export interface DoorDocument {
  _id: string
  /** Never leaves the server: a screen gets keys of single days. */
  secret: string
  createdAt: number
}
