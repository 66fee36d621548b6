import { inc, least } from '../../kernel/store/port'

/**
 * Part of every update of an enrolment by a call that then continues it: the reconciler has to look whether the call died.
 * The earliest such call decides when, so that retries do not postpone it.
 */
export function enrolmentOpened(now: number) {
  return { openAt: least(now), opened: inc(1) }
}
