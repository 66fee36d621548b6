import type { OfficeProject, ProjectView } from '@domain/contracts/projects'
import { decideClose, editedMilestones } from '@domain/governance/project'
import { governanceRulesAt, governanceRulesOf } from '@domain/governance/rules'
import { offeredAt } from '../catalogue/offered'
import { projectIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ProjectDocument } from '../kernel/store/documents'
import { oneOf, type Store } from '../kernel/store/port'
import { changeProject, countProject, nextCount, projectOf } from './projects'

/** How many latest requests each project remembers. */
const REMEMBERED = 20
/** Projects that are shown, with their whole plans: together below 100 KB. */
const PROJECTS = 10
/** Topics from which one chooses. */
const CHOICES_SHOWN = 100

/** One project. */
export const getProject: Handler<'project.get'> = async ({ store, now }, { projectId }) => {
  const project = requireFound(await store.projects.get(projectId), 'PROJECT_NOT_FOUND')
  return { now, project: await projectView(store, project) }
}

async function projectView(store: Store, project: ProjectDocument): Promise<ProjectView> {
  const { _id, topicId, topicTitle, centreId, state, owner, from, budget, milestones, offeringIds } = project
  const { figures, countedAt, closing } = project
  const [centre, offerings] = await Promise.all([
    store.centres.get(centreId, ['name']),
    offeringIds.length === 0
      ? []
      : store.offerings.find({ where: { _id: oneOf(offeringIds) }, limit: offeringIds.length, fields: ['title'] }),
  ])
  return {
    id: _id,
    topic: { id: topicId, title: topicTitle },
    centre: { id: centreId, name: centre?.name ?? '' },
    ...{ state, owner, from, budget, milestones, figures, countedAt, closing },
    offerings: offerings.map(({ _id: id, title }) => ({ id, title })),
  }
}

async function officeProject(store: Store, project: ProjectDocument): Promise<OfficeProject> {
  return { ...(await projectView(store, project)), revision: project.revision }
}

/** The projects of a centre, and what others can be made of. */
export const listProjects: Handler<'office.projects'> = async (context, { centreId }) => {
  const { store, now } = context
  const [projects, adopted, offerings] = await Promise.all([
    store.projects.find({ where: { centreId }, sort: [['at', 'desc']], limit: PROJECTS }),
    store.topics.find({
      where: { centreId, 'decision.adopted': true },
      sort: [['at', 'desc']],
      limit: CHOICES_SHOWN,
      fields: ['title', 'at'],
    }),
    offeredAt(store, { centreId }),
  ])
  const known =
    adopted.length === 0
      ? []
      : await store.projects.find({
          where: { topicId: oneOf(adopted.map(({ _id }) => _id)) },
          limit: CHOICES_SHOWN,
          fields: ['topicId'],
        })
  const taken = new Set(known.map(({ topicId }) => topicId))
  return {
    now,
    projects: await Promise.all(projects.map(project => officeProject(store, project))),
    topics: adopted.filter(({ _id }) => !taken.has(_id)).map(({ _id, title }) => ({ id: _id, title })),
    offerings,
  }
}

/**
 * Saves the project of an adopted topic. Its id is derived from the topic's, so there is one of each. Guarded by the revision that
 * was read, and idempotent under the request id.
 */
export const saveProject: Handler<'office.saveProject'> = async (context, input) => {
  const { store, now, requestId } = context
  const { centreId, topicId, revision, owner, from, budget, milestones, offeringIds } = input
  const _id = (await projectOf(store, topicId))?._id ?? projectIdOf(context, topicId)
  const fields = ['centreId', 'county', 'title', 'decision'] as const
  const topic = requireAtCentre(await store.topics.get(topicId, fields), centreId, 'TOPIC_NOT_FOUND')
  if (!topic.decision?.adopted) throw new AppError('TOPIC_NOT_ADOPTED', null)
  await requireOfferings(store, centreId, offeringIds)
  note(context, { subject: { id: _id, title: topic.title } })
  const plan = { owner, from, budget, offeringIds }
  if (revision === 0) {
    const fresh: ProjectDocument = {
      ...{ _id, centreId, county: topic.county, topicId, topicTitle: topic.title, ...plan },
      milestones: editedMilestones([], milestones, now),
      state: 'running',
      figures: null,
      countedAt: null,
      dueAt: nextCount(now),
      closing: null,
      at: now,
      rulesId: governanceRulesAt(now).id,
      revision: 1,
      requests: [requestId],
      forgottenAt: null,
    }
    if (await store.projects.insert(fresh)) return { now, project: await officeProject(store, fresh) }
  }
  const project = await change(context, _id, current => {
    if (current.state === 'closed') throw new AppError('PROJECT_CLOSED', null)
    if (current.revision !== revision) throw new AppError('PROJECT_EDITED', null)
    return { ...plan, milestones: editedMilestones(current.milestones, milestones, now) }
  })
  return { now, project: await officeProject(store, project) }
}

/** Closes a project with the figures of this moment. */
export const closeProject: Handler<'office.closeProject'> = async (context, input) => {
  const { store, now } = context
  const { centreId, projectId, words, fewReason } = input
  const project = await change(context, projectId, async current => {
    requireAtCentre(current, centreId, 'PROJECT_NOT_FOUND')
    if (current.state === 'closed') throw new AppError('PROJECT_CLOSED', null)
    const figures = await countProject(store, now, current)
    enforce(decideClose(figures, fewReason, governanceRulesOf(current.rulesId)))
    return { state: 'closed', figures, countedAt: now, closing: { words, fewReason, at: now }, dueAt: 0 }
  })
  note(context, { subject: { id: projectId, title: project.topicTitle } })
  return { now, project: await officeProject(store, requireAtCentre(project, centreId, 'PROJECT_NOT_FOUND')) }
}

/** Throws OFFERING_NOT_FOUND unless all of these are offerings of the centre. */
async function requireOfferings(store: Store, centreId: string, offeringIds: readonly string[]): Promise<void> {
  if (offeringIds.length === 0) return
  const found = await store.offerings.find({
    where: { _id: oneOf(offeringIds) },
    limit: offeringIds.length,
    fields: ['centreId'],
  })
  const own = found.filter(offering => offering.centreId === centreId)
  if (own.length < offeringIds.length) throw new AppError('OFFERING_NOT_FOUND', null)
}

/** Changes a project, once under the request id. */
function change(
  context: StaffContext,
  projectId: string,
  decide: (project: ProjectDocument) => object | Promise<object>,
): Promise<ProjectDocument> {
  const { requestId } = context
  return changeProject(context, projectId, async current => {
    if (current.requests.includes(requestId)) return null
    return { ...(await decide(current)), requests: [...current.requests, requestId].slice(-REMEMBERED) }
  })
}
