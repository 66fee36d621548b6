import type { RouteName } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import type { Log } from '../../../cloudfunctions/lib/kernel/router/log'
import type { createRouter, Handlers, Invocation } from '../../../cloudfunctions/lib/kernel/router/router'

type Main = (invocation: Invocation, log: Log) => Promise<Reply>

// The functions as they are deployed, route by route, but told who calls, when, and with which store.
jest.mock('../../../cloudfunctions/lib/kernel/entry', () => {
  const actual = jest.requireActual<{ createRouter: typeof createRouter }>(
    '../../../cloudfunctions/lib/kernel/router/router',
  )
  return {
    serve:
      (name: string, handlers: Handlers<RouteName>): Main =>
      (invocation, log) =>
        actual.createRouter(name, handlers, log)(invocation),
  }
})

const functions = {
  resident: jest.requireActual<{ main: Main }>('../../../cloudfunctions/resident').main,
  staff: jest.requireActual<{ main: Main }>('../../../cloudfunctions/staff').main,
}

/** The deployed function that serves a route. */
export function mainOf(route: RouteName): Main {
  return functions[functionOf(route)]
}
