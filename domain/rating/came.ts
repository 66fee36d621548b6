import type { Stars } from './standards'

/** How many centres were rated, and how many have how many stars. */
export interface Grades {
  centres: number
  five: number
  four: number
  three: number
}

/** The same in a county. */
export interface CountyGrades extends Grades {
  county: string
}

interface Rated {
  county: string
  stars: Stars | null
}

/** What came of the rating of a year, by county, in order. */
export function gradesOf(rated: readonly Rated[]): CountyGrades[] {
  const counties = new Map<string, CountyGrades>()
  for (const { county, stars } of rated) {
    const own = counties.get(county) ?? { county, centres: 0, five: 0, four: 0, three: 0 }
    counties.set(county, {
      county,
      centres: own.centres + 1,
      five: own.five + (stars === 5 ? 1 : 0),
      four: own.four + (stars === 4 ? 1 : 0),
      three: own.three + (stars === 3 ? 1 : 0),
    })
  }
  return [...counties.values()].sort((a, b) => (a.county < b.county ? -1 : 1))
}

/** The same in one county, or in all. */
export function gradesIn(came: readonly CountyGrades[], county: string | undefined): Grades {
  const own = came.filter(grades => county === undefined || grades.county === county)
  const sum = (field: keyof Grades) => own.reduce((total, grades) => total + grades[field], 0)
  return { centres: sum('centres'), five: sum('five'), four: sum('four'), three: sum('three') }
}
