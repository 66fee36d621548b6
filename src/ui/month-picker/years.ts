/** Years to choose from, latest first, by decade. `last` is `YYYY-MM`; `least` and `most` count years back from it. */
export function decades(
  last: string,
  [least, most]: readonly [least: number, most: number],
): { decade: number; years: number[] }[] {
  const newest = Number(last.slice(0, 4)) - least
  const groups: { decade: number; years: number[] }[] = []
  for (let year = newest; year >= newest - (most - least); year--) {
    const decade = year - (year % 10)
    const group = groups[groups.length - 1]
    if (group?.decade === decade) group.years.push(year)
    else groups.push({ decade, years: [year] })
  }
  return groups
}

/** The months of a year up to `last`. */
export function monthsOf(year: number, last: string): number[] {
  const count = year === Number(last.slice(0, 4)) ? Number(last.slice(5, 7)) : 12
  return Array.from({ length: count }, (_, index) => index + 1)
}
