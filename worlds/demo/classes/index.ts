import { CHILDREN_CLASSES } from './children'
import { FAMILY_CLASSES } from './families'
import type { ClassPlan } from './plan'
import { SENIOR_CLASSES } from './seniors'
import { YOUTH_CLASSES } from './youth'

/** Every class with a weekly rhythm. */
export const CLASS_PLANS: ClassPlan[] = [...CHILDREN_CLASSES, ...FAMILY_CLASSES, ...YOUTH_CLASSES, ...SENIOR_CLASSES]
