/** What is wrong about the months of an agreement. `ended`: it is over; `long`: it has too many months. */
export const PARTNER_FAULTS = ['from', 'until', 'long', 'ended'] as const
export type PartnerFault = (typeof PARTNER_FAULTS)[number]
