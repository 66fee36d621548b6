import { CONTEST_KINDS, type ContestKind } from '@domain/contest/rules'
import { type RouteInput, type RouteName, routes } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import { validInputs } from './inputs'

type Ask = (openid: string, route: RouteName, input: never) => Promise<Reply<unknown>>

/** Routes that answer for one kind of contest. */
const OF_A_KIND: readonly RouteName[] = ['contest.get', 'contest.jury', 'office.contest']

/** Every reading route of offices, centres and jurors, with each place and each kind of contest of which it can be asked. */
export function contestReads(centreIds: readonly string[], counties: readonly string[]) {
  return (Object.keys(routes) as RouteName[])
    .filter(name => routes[name].effect === 'read' && /^(contest|office|centre|me)\./.test(name))
    .flatMap(name => {
      const { centreId, county, kind, ...input } = validInputs[name] as Record<string, unknown>
      const anywhere = name === 'office.contest'
      const places = [
        ...('centreId' in validInputs[name] || anywhere ? centreIds.map(id => ({ centreId: id })) : []),
        ...('county' in validInputs[name] || anywhere ? counties.map(one => ({ county: one })) : []),
      ]
      const kinds: { kind?: ContestKind }[] = OF_A_KIND.includes(name)
        ? CONTEST_KINDS.map(one => ({ kind: one }))
        : [{}]
      return (places.length === 0 || anywhere ? [{}, ...places] : places).flatMap(place =>
        kinds.map(one => ({ name, input: { ...input, ...place, ...one } as unknown as RouteInput<RouteName> })),
      )
    })
}

/** Every answer of every one of these routes, by viewer. */
export async function answersOf(
  ask: Ask,
  viewers: Readonly<Record<string, string>>,
  reads: ReturnType<typeof contestReads>,
): Promise<Record<string, unknown[]>> {
  const seen = async (openid: string) => {
    const answers: unknown[] = []
    for (const { name, input } of reads) {
      const reply = await ask(openid, name, input as never)
      answers.push(name, reply.ok ? reply.data : reply.code)
    }
    return answers
  }
  const all = Object.entries(viewers).map(async ([viewer, openid]) => [viewer, await seen(openid)] as const)
  return Object.fromEntries(await Promise.all(all))
}

/** Whether any of them tells a score. */
export const tellsScores = (answers: unknown) => /"score":\d|"spread":|"z":/.test(JSON.stringify(answers))
