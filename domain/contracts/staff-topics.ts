import * as v from 'valibot'
import { CHOICES } from '../governance/topic'
import { id } from './fields'
import { nickname } from './me'
import { route } from './route'
import { lastFour } from './staff-desk'

/** Routes of topics at the counter of a centre. */
export const staffTopicRoutes = {
  /** Enters the voice of somebody without a phone, from the paper. It counts once two members of staff have entered the same. */
  'staff.enterVote': route<{ entered: 'first' | 'counted' }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      topicId: id,
      name: nickname,
      lastFour,
      choice: v.picklist(CHOICES),
    }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_CLOSED', 'ALREADY_VOTED', 'SECOND_PERSON_NEEDED', 'VOTE_DIFFERS'],
  }),
}
