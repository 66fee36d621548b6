import type { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import type { Log } from '../../../cloudfunctions/lib/kernel/router/log'
import { createRouter, type Invocation } from '../../../cloudfunctions/lib/kernel/router/router'
import { officeHandlers } from '../../../cloudfunctions/office/handlers'
import { residentHandlers } from '../../../cloudfunctions/resident/handlers'
import { staffHandlers } from '../../../cloudfunctions/staff/handlers'

type Main = (invocation: Invocation, log: Log) => Promise<Reply>

/** The functions as they are deployed, with the caller, the clock and the store given by the test. */
export const functions: Record<ReturnType<typeof functionOf>, Main> = {
  resident: (invocation, log) => createRouter('resident', residentHandlers, log)(invocation),
  staff: (invocation, log) => createRouter('staff', staffHandlers, log)(invocation),
  office: (invocation, log) => createRouter('office', officeHandlers, log)(invocation),
}
