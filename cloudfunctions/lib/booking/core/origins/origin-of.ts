import type { Claim } from '../../../kernel/store/documents'
import type { SessionWithParty } from '../queue'
import { direct } from './direct'
import { type DrawnClaim, drawn } from './drawn'
import { type OfferedClaim, offered } from './offered'
import type { Origin } from './origin'
import { waiting } from './waiting'

/** The origin of a claim, whoever takes it up: the person, somebody else's call, or the reconciler. */
export function originOf(claim: Claim): Origin {
  if (isDrawn(claim)) return drawn(claim)
  return isOffered(claim) ? offered(claim) : direct(claim)
}

/** The origin of what a session holds for one party; null when it holds nothing. */
export function originOfParty({ claim, offer, entry }: SessionWithParty): Origin | null {
  if (claim) return originOf(claim)
  const waits = offer ?? entry
  return waits && waiting(waits)
}

function isDrawn(claim: Claim): claim is DrawnClaim {
  return claim.wonAt !== undefined
}

function isOffered(claim: Claim): claim is OfferedClaim {
  return claim.offer !== undefined
}
