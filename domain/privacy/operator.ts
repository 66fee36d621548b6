/** Who answers for the data: configuration of the one who runs the mini-program. */
export interface Operator {
  /** As registered. */
  name: string
  /** A phone number or an e-mail address for questions about personal data. */
  contact: string
  /** Where to write to. */
  address: string
  /** Since when the privacy policy applies, local date `YYYY-MM-DD`. */
  since: string
}
