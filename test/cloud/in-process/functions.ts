import type { RouteName } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import type { Log } from '../../../cloudfunctions/lib/kernel/router/log'
import { createRouter, type Invocation } from '../../../cloudfunctions/lib/kernel/router/router'
import { residentHandlers } from '../../../cloudfunctions/resident/handlers'
import { staffHandlers } from '../../../cloudfunctions/staff/handlers'

type Main = (invocation: Invocation) => Promise<Reply>

/** The function that serves a route as it is deployed, but told who calls, when, and with which store. */
export function mainOf(route: RouteName, log: Log): Main {
  return functionOf(route) === 'staff'
    ? createRouter('staff', staffHandlers, log)
    : createRouter('resident', residentHandlers, log)
}
