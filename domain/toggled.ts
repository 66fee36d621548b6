/** The chosen items after a tap on one of them: without it when it was chosen, else with it at the end. */
export function toggled<Item>(chosen: readonly Item[], item: Item): Item[] {
  return chosen.includes(item) ? chosen.filter(other => other !== item) : [...chosen, item]
}
