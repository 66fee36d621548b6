/** The stored values, but for those that were changed since `base`. Pure. */
export function rebased<Values extends object>(
  { base, draft }: { base: Values; draft: Values },
  stored: Values,
): Values {
  const changed = (Object.keys(draft) as (keyof Values)[]).filter(
    key => JSON.stringify(draft[key]) !== JSON.stringify(base[key]),
  )
  return { ...stored, ...Object.fromEntries(changed.map(key => [key, draft[key]])) }
}
