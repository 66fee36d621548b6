import type { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import type { Log } from '../../../cloudfunctions/lib/kernel/router/log'
import { createRouter, type Invocation } from '../../../cloudfunctions/lib/kernel/router/router'
import { residentHandlers } from '../../../cloudfunctions/resident/handlers'
import { staffHandlers } from '../../../cloudfunctions/staff/handlers'

type Main = (invocation: Invocation, log: Log) => Promise<Reply>

/** The functions that people call as they are deployed, but told who calls, when, and with which store. */
export const functions: Record<ReturnType<typeof functionOf>, Main> = {
  resident: (invocation, log) => createRouter('resident', residentHandlers, log)(invocation),
  staff: (invocation, log) => createRouter('staff', staffHandlers, log)(invocation),
}
