/** What the entrance looks like from outside; the app has a drawing of each. */
export type Drawing = 'street' | 'yard' | 'tower' | 'gate'
