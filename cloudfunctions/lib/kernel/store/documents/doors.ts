/** The secret behind a centre's door codes. The id is the centre's. */
export interface DoorDocument {
  _id: string
  /** Never leaves the server; a screen gets keys of single days. */
  secret: string
  createdAt: number
}
