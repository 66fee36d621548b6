import * as v from 'valibot'
import type { BudgetLine, Milestone, ProjectFigures, ProjectState } from '../governance/project'
import { date, id, optionalText, shortLine, shortText } from './fields'
import {
  ANSWER_LENGTH,
  COLLEAGUE_NAME_LENGTH,
  MAX_BUDGET_LINES,
  MAX_CENTS,
  MAX_MILESTONES,
  MAX_PROJECT_OFFERINGS,
  TITLE_LENGTH,
} from './limits'
import { route } from './route'

/** A project as everybody sees it. */
export interface ProjectView {
  id: string
  topic: { id: string; title: string }
  centre: { id: string; name: string }
  state: ProjectState
  /** Who answers for it, as they want to be called. */
  owner: string
  /** Local date from which its sessions count. */
  from: string
  budget: BudgetLine[]
  milestones: Milestone[]
  offerings: { id: string; title: string }[]
  /** Null: nothing was counted yet. */
  figures: ProjectFigures | null
  countedAt: number | null
  /** `fewReason` empty: there were enough ratings. */
  closing: { words: string; fewReason: string; at: number } | null
}

/** A project as those see it who lead the centre. */
export interface OfficeProject extends ProjectView {
  revision: number
}

const projectFields = {
  owner: shortLine(COLLEAGUE_NAME_LENGTH),
  from: date,
  budget: v.pipe(
    v.array(
      v.strictObject({
        title: shortLine(TITLE_LENGTH),
        cents: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CENTS)),
      }),
    ),
    v.maxLength(MAX_BUDGET_LINES),
  ),
  milestones: v.pipe(
    v.array(v.strictObject({ title: shortLine(TITLE_LENGTH), date, done: v.boolean() })),
    v.maxLength(MAX_MILESTONES),
  ),
  offeringIds: v.pipe(
    v.array(id),
    v.maxLength(MAX_PROJECT_OFFERINGS),
    v.check(ids => new Set(ids).size === ids.length),
  ),
}

/** Routes of projects. */
export const projectRoutes = {
  /** One project. */
  'project.get': route<{ now: number; project: ProjectView }>()({
    effect: 'read',
    input: v.strictObject({ projectId: id }),
    errors: ['PROJECT_NOT_FOUND'],
  }),
  /** The projects of a centre, the adopted topics that have none, and the offerings that can belong to one. */
  'office.projects': route<{
    now: number
    projects: OfficeProject[]
    topics: { id: string; title: string }[]
    offerings: { id: string; title: string }[]
  }>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Saves the project of an adopted topic; revision 0: there is none yet. */
  'office.saveProject': route<{ now: number; project: OfficeProject }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      topicId: id,
      revision: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      ...projectFields,
    }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_NOT_ADOPTED', 'OFFERING_NOT_FOUND', 'PROJECT_EDITED', 'PROJECT_CLOSED'],
  }),
  /** Closes a project with its figures, counted in this call. Fewer ratings than are needed need a reason. */
  'office.closeProject': route<{ now: number; project: OfficeProject }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      projectId: id,
      words: shortText(ANSWER_LENGTH),
      fewReason: optionalText(ANSWER_LENGTH),
    }),
    errors: ['PROJECT_NOT_FOUND', 'PROJECT_CLOSED', 'CLOSE_REASON_NEEDED'],
  }),
}
