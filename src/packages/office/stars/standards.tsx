import type { CentreStars } from '@domain/contracts/office-stars'
import type { Marks } from '@domain/rating/result'
import { ASPECTS, ratingRulesOf, type Standard } from '@domain/rating/standards'
import { open } from '@/platform/navigate'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { sayFigure, sayTenths } from './say'

/** Figures that the opinions of those who came are behind, not sessions. */
const BY_RATINGS = 'satisfaction'
/** Figures without a list of records: visits name nobody. */
const WITHOUT_WAY: ReadonlySet<string> = new Set(['riders'])

/** The standards by aspect, each with its points and the way to what they come from. */
export function Standards({ stars, centreId }: { stars: CentreStars; centreId: string }) {
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
                <StandardRow key={standard.id} standard={standard} stars={stars} centreId={centreId} />
              ))}
            </ListGroup>
          </Section>
        )
      })}
    </>
  )
}

function StandardRow({ standard, stars, centreId }: { standard: Standard; stars: CentreStars; centreId: string }) {
  const { id, label, note, points } = standard
  const rowId = `standard-${id}`
  if (standard.measure === null) {
    const final = stars.result?.tenths[id] ?? null
    const end = final === null ? `满分 ${points}` : `${sayTenths(final)} / ${points}`
    return <ListRow id={rowId} title={label} note={[note, sayMarks(id, stars)].filter(Boolean).join(' · ')} end={end} />
  }
  const figure = stars.figures[id]
  if (!figure) return <ListRow id={rowId} title={label} note={`${note} · 这里没有，不计入`} end="—" />
  const end = `${sayTenths(figure.tenths)} / ${points}`
  const way =
    id === BY_RATINGS ? () => open('office/ratings', { centreId }) : () => open('office/starmonth', { centreId })
  return (
    <ListRow
      id={rowId}
      title={label}
      note={`${note} · 现在 ${sayFigure(standard, figure)}`}
      end={end}
      {...(WITHOUT_WAY.has(id) ? {} : { leads: true, onTap: way })}
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
