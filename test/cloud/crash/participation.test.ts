import { groupScenes } from './scenes/groups'
import { partnerScenes } from './scenes/partners'
import { socialWorkerScenes } from './scenes/social-workers'
import { volunteerScenes } from './scenes/volunteers'
import { crashSuite } from './suite'

/** Groups, partners, volunteers and social workers. */

crashSuite(groupScenes, partnerScenes, volunteerScenes, socialWorkerScenes)
