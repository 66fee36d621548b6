/** Pauses before further attempts of a read, ms; the client spreads each by a quarter to both sides. */
export const READ_PAUSES = [300]

/**
 * The same of a write. The second was chosen by measuring (ADR 0033): in a rush on the platform's instances, the last of a thousand
 * joins later with 1,500 and with 1,000.
 */
export const WRITE_PAUSES = [400, 1200]
