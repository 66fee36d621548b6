import { SettingError } from '../../local-cloud/run'
import { type Place, type Plan, planOf, type Step } from './plan'
import { EMPTY, presentState } from './present'
import type { ManagerNode } from './tools'
import type { Wanted } from './wanted'

export interface Deployment {
  envId: string
  wanted: Wanted
  /** Null: nobody may look at the environment; the plan is that of an empty one. */
  manager: ManagerNode | null
  functionsDir: string
  uploadApp: Place['uploadApp']
  idSecret: string | null
  /** Only says what would change. */
  planOnly: boolean
  /** Prints a line. */
  say: (line: string) => void
  /** Values that must appear nowhere, not even in messages of the vendor's tools. */
  secrets: readonly string[]
}

/**
 * Brings an environment to what this checkout needs, or only says what would change. A second deployment changes nothing; one
 * that was cut off is continued. Nothing is ever dropped. Returns the number of steps. Throws `SettingError`.
 */
export async function deploy(deployment: Deployment): Promise<number> {
  const { envId, wanted, manager, functionsDir, uploadApp, idSecret, planOnly } = deployment
  const secrets = [...deployment.secrets]
  const say = (line: string) => deployment.say(masked(line, secrets))
  const reading = manager ? presentState(manager, envId, wanted) : EMPTY
  const present = await Promise.resolve(reading).catch(failure => fail('reading the environment', failure, secrets))
  // The variables of functions are sent again with each of their changes.
  for (const { variables } of present.functions.values()) secrets.push(...valuesToMask(variables))
  const plan = planOf(wanted, present, manager ? idSecret : 'x'.repeat(32))
  sayPlan(plan, say)
  if (plan.problems.length > 0) throw new SettingError(masked(plan.problems.join('\n'), secrets))
  if (planOnly || !manager) return plan.steps.length
  const place = { envId, manager, functionsDir, uploadApp }
  for (const step of plan.steps) await runStep(step, place, say, secrets)
  return plan.steps.length
}

function sayPlan({ steps, notes }: Plan, say: (line: string) => void): void {
  say(steps.length === 0 ? 'Nothing to change.' : `${steps.length} changes:`)
  for (const step of steps) say(`  + ${step.say}`)
  if (notes.length > 0) say('Left as it is:')
  for (const note of notes) say(`  ! ${note}`)
}

async function runStep(step: Step, place: Place, say: (line: string) => void, secrets: readonly string[]) {
  await step.run(place).catch(failure => fail(step.say, failure, secrets))
  say(`done: ${step.say}`)
}

/** The platform's code and message, without secrets that a tool may have put into it. */
function fail(what: string, failure: unknown, secrets: readonly string[]): never {
  const { code = '', message = String(failure) } = (failure ?? {}) as { code?: string; message?: string }
  throw new SettingError(masked(`${what}: ${code} ${message}`, secrets))
}

/** What the operator has set; the deployment's own notes, such as a version, are no secrets. */
function valuesToMask(variables: Record<string, string>): string[] {
  return Object.entries(variables).flatMap(([name, value]) => (name.startsWith('DEPLOYED_') ? [] : [value]))
}

function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((line, secret) => (secret.length < 4 ? line : line.replaceAll(secret, '***')), text)
}
