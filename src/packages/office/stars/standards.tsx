import type { CentreStars } from '@domain/contracts/office-stars'
import type { Marks } from '@domain/rating/result'
import { ASPECTS, type Measure, ratingRulesOf, type Standard } from '@domain/rating/standards'
import { open, type ScreenName } from '@/platform/navigate'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { sayFigure, sayTenths } from './say'

/** The pages with the records behind a figure; others have sessions behind them. */
const WAYS = {
  satisfaction: 'office/ratings',
  complaints: 'staff/appeals',
  volunteers: 'office/volunteers',
  partners: 'office/partners',
  needs: 'office/needs',
  groups: 'office/groups',
} as const satisfies Partial<Record<Measure, ScreenName>>

const hasWay = (measure: Measure): measure is keyof typeof WAYS => measure in WAYS
/** Figures without a list of records: visits name nobody. */
const WITHOUT_WAY: ReadonlySet<string> = new Set(['riders'])

interface StandardsProps {
  stars: CentreStars
  centreId: string
  /** It is looked back at: the pages of records show the present. */
  isEarlier: boolean
}

/** The standards by aspect, each with its points and the way to what they come from. */
export function Standards({ stars, centreId, isEarlier }: StandardsProps) {
  const rules = ratingRulesOf(stars.round?.rulesId ?? 1)
  return (
    <>
      {ASPECTS.map(({ id, label }) => {
        const own = rules.standards.filter(({ aspect }) => aspect === id)
        const points = own.reduce((sum, standard) => sum + standard.points, 0)
        return (
          <Section key={id} title={`${label} ${points} 分`}>
            <ListGroup>
              {own.map(standard => (
                <StandardRow key={standard.id} {...{ standard, stars, centreId, isEarlier }} />
              ))}
            </ListGroup>
          </Section>
        )
      })}
    </>
  )
}

function StandardRow({ standard, stars, centreId, isEarlier }: StandardsProps & { standard: Standard }) {
  const { id, label, note, points } = standard
  const rowId = `standard-${id}`
  const { measure } = standard
  if (measure === null) {
    const final = stars.result?.tenths[id] ?? null
    const end = final === null ? `满分 ${points}` : `${sayTenths(final)} / ${points}`
    return <ListRow id={rowId} title={label} note={[note, sayMarks(id, stars)].filter(Boolean).join(' · ')} end={end} />
  }
  const figure = stars.figures[id]
  if (!figure) return <ListRow id={rowId} title={label} note={`${note} · 这里没有，不计入`} end="—" />
  const end = `${sayTenths(figure.tenths)} / ${points}`
  return (
    <ListRow
      id={rowId}
      title={label}
      note={`${note} · 现在 ${sayFigure(standard, figure)}`}
      end={end}
      {...(isEarlier || WITHOUT_WAY.has(id)
        ? {}
        : { leads: true, onTap: () => open(hasWay(measure) ? WAYS[measure] : 'office/starmonth', { centreId }) })}
    />
  )
}

/** The marks of a standard that can be seen. */
function sayMarks(id: string, { self, reviewed, byCounty, byCity }: CentreStars): string {
  const one = (name: string, marks: Marks | undefined) => {
    const tenths = marks?.[id]
    return tenths === undefined ? null : `${name} ${sayTenths(tenths)}`
  }
  const mutual = (reviewed ?? []).flatMap(marks => (marks[id] === undefined ? [] : sayTenths(marks[id])))
  return [
    one('自评', self?.marks),
    mutual.length > 0 ? `互评 ${mutual.join('、')}` : null,
    one('县区', byCounty?.marks),
    one('市级', byCity?.marks),
  ]
    .filter(Boolean)
    .join(' · ')
}
