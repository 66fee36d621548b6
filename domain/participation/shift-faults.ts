/** Why nobody can be checked in or out now. */
export type MarkFault = 'early' | 'late' | 'twice' | 'not-in'

/** Why a shift cannot be saved. */
export type ShiftFault = 'times' | 'past' | 'apart' | 'subject' | 'guide' | 'taken' | 'places'
