import type { CentreStars, StarReview, StarSheet } from '@domain/contracts/office-stars'
import { VETOES } from '@domain/rating/result'
import { markedStandards, ratingRulesOf } from '@domain/rating/standards'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import styles from '../parts/office.module.scss'
import type { Access } from '../parts/use-access'
import { Disputes } from './disputes'
import { MarkSheet } from './mark-sheet'
import { Rechecks } from './rechecks'
import { RoundNote } from './round-note'
import { sayStars, sayTenths } from './say'
import { Standards } from './standards'
import { WordsSheet } from './words-sheet'

interface CentreStarsViewProps {
  centreId: string
  stars: CentreStars
  /** It is looked back at: records of its sessions may be gone. */
  isEarlier?: boolean
  access: Access
  onDone: (stars: CentreStars) => void
}

/** The rating of a centre: what it is made of, and what is to be done in this phase. */
export function CentreStarsView({ centreId, stars, isEarlier = false, access, onDone }: CentreStarsViewProps) {
  const { round, counted, result, byCounty, byCity } = stars
  const veto = (byCity ?? byCounty)?.veto
  if (!round) return null
  return (
    <>
      <RoundNote round={round} />
      {result && (
        <ListGroup>
          <ListRow
            id="star-result"
            icon="badge"
            title={sayStars(result.stars)}
            note={
              veto ? `一票否决：${VETOES.find(({ id }) => id === veto)?.label}` : '没有的项目不计入，按 100 分折算。'
            }
            end={`${sayTenths(result.score)} 分`}
          />
        </ListGroup>
      )}
      {stars.favoured.length > 0 && (
        <View id="star-favoured" className={cx(styles.note)}>
          互评请留意：和{stars.favoured.join('、')}互相给的分，都比别人给的高很多。
        </View>
      )}
      <NextSteps centreId={centreId} stars={stars} access={access} onDone={onDone} />
      <View className={cx(styles.note)}>
        {isEarlier
          ? `这是 ${round.year} 年公布的结果，当时数了 ${counted} 个月的记录。每一场的签到只留一年，所以不能再点开。`
          : `已经数了 ${counted} 个月的记录。数字来自签到和名单，改不了；觉得哪一场不对，点开那一项，在那一场上提异议。`}
      </View>
      <Explain {...{ centreId, stars, access, onDone }} />
      <Disputes {...{ centreId, stars, access, onDone }} />
      <Rechecks {...{ centreId, stars, access, onDone }} />
      <Standards stars={stars} centreId={centreId} isEarlier={isEarlier} />
      {!isEarlier && <Years centreId={centreId} years={stars.years} />}
      <View className={cx(styles.wrap)}>
        <Button
          id="stars-report"
          look="soft"
          size="small"
          onTap={() =>
            open('office/report', { centreId, kind: 'stars', ...(isEarlier ? { year: `${round.year}` } : {}) })
          }
        >
          打印和导出
        </Button>
      </View>
    </>
  )
}

/** What the centre got so far; each year leads to its rating as it was published. */
function Years({ centreId, years }: Pick<CentreStars, 'years'> & { centreId: string }) {
  if (years.length === 0) return null
  return (
    <Section title="历年">
      <ListGroup>
        {years.map(({ year, score, stars }) => (
          <ListRow
            key={year}
            id={`star-year-${year}`}
            icon="badge"
            title={`${year} 年 ${sayStars(stars)}`}
            end={`${sayTenths(score)} 分`}
            leads
            onTap={() => open('office/stars', { centreId, year: `${year}` })}
          />
        ))}
      </ListGroup>
    </Section>
  )
}

/** What this person does in this phase. */
function NextSteps({ centreId, stars, access, onDone }: CentreStarsViewProps) {
  const phase = stars.round?.phase
  if (phase === 'self' && access.may('office.assessStars')) return <Assess {...{ centreId, stars, access, onDone }} />
  if (phase === 'mutual' && access.may('office.reviewStars')) return <Review {...{ centreId, stars, access, onDone }} />
  const isOffice = access.may('office.appraiseStars')
  // A centre that nobody has marked in time keeps all others waiting, until the city marks it.
  const isLeftOver = phase === 'closed' && access.may('office.publishStars') && !stars.byCounty && !stars.byCity
  if (isOffice && (phase === 'county' || phase === 'city' || isLeftOver))
    return <Appraise {...{ centreId, stars, access, onDone }} />
  return null
}

const standardsOf = ({ round }: CentreStars) => markedStandards(ratingRulesOf(round?.rulesId ?? 1))
const sayOwn = (sheet: StarSheet | null, verb: string) => (sheet ? `改${verb}` : verb)

function Assess({ centreId, stars, onDone }: CentreStarsViewProps) {
  const [isOpen, setOpen] = useState(false)
  const { busy, error, run } = useAction('office.assessStars')
  return (
    <>
      <Button id="star-assess" icon="edit" onTap={() => setOpen(true)}>
        {sayOwn(stars.self, '自评')}
      </Button>
      {isOpen && (
        <MarkSheet
          title="自查自评"
          standards={standardsOf(stars)}
          sheet={stars.self}
          wordsLabel="有哪些材料"
          busy={busy}
          error={error}
          onClose={() => setOpen(false)}
          onSave={async given => {
            const answer = await run({ centreId, ...given })
            if (!answer) return
            onDone(answer)
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

function Review({ centreId, stars, onDone }: CentreStarsViewProps) {
  const [reviewing, setReviewing] = useState<StarReview | null>(null)
  const { busy, error, run } = useAction('office.reviewStars')
  const left = stars.reviews.filter(({ own }) => !own).length
  return (
    <Section title={left === 0 ? '互评都交了' : `请评这 ${stars.reviews.length} 个中心，还差 ${left} 个`}>
      <ListGroup>
        {stars.reviews.map(review => (
          <ListRow
            key={review.centreId}
            id={`review-${review.centreId}`}
            title={review.centreName}
            note={[review.county, review.words].filter(Boolean).join(' · ')}
            end={review.own ? '交了' : '还没评'}
            leads
            onTap={() => setReviewing(review)}
          />
        ))}
      </ListGroup>
      {reviewing && (
        <MarkSheet
          key={reviewing.centreId}
          title={`评${reviewing.centreName}`}
          standards={standardsOf(stars)}
          sheet={reviewing.own}
          wordsLabel="想说的话"
          busy={busy}
          error={error}
          onClose={() => setReviewing(null)}
          onSave={async given => {
            const answer = await run({ centreId, ratedId: reviewing.centreId, ...given })
            if (!answer) return
            onDone(answer)
            setReviewing(null)
          }}
        />
      )}
    </Section>
  )
}

function Appraise({ centreId, stars, onDone }: CentreStarsViewProps) {
  const [isOpen, setOpen] = useState(false)
  const { busy, error, run } = useAction('office.appraiseStars')
  const isCity = stars.round?.phase !== 'county'
  const own = isCity ? stars.byCity : stars.byCounty
  // The city begins with what the county gave, which counts where the city changes nothing.
  const first = own ?? (isCity && stars.byCounty ? { ...stars.byCounty, n: 0 } : null)
  return (
    <>
      <Button id="star-appraise" icon="edit" onTap={() => setOpen(true)}>
        {sayOwn(own, '考评')}
      </Button>
      {stars.self?.words && <View className={cx(styles.note)}>中心自己说：{stars.self.words}</View>}
      {isOpen && (
        <MarkSheet
          title={`考评${stars.centreName}`}
          standards={standardsOf(stars)}
          sheet={first}
          wordsLabel="依据"
          withVeto
          busy={busy}
          error={error}
          onClose={() => setOpen(false)}
          onSave={async (given, veto) => {
            const answer = await run({ centreId, ...given, veto })
            if (!answer) return
            onDone(answer)
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

/** Standards whose self score was far off: the centre says why. */
function Explain({ centreId, stars, access, onDone }: CentreStarsViewProps) {
  const [explaining, setExplaining] = useState<string | null>(null)
  const { busy, error, run } = useAction('office.explainStars')
  const { toExplain, explained, round } = stars
  if (toExplain.length === 0) return null
  const labelOf = (id: string) => standardsOf(stars).find(standard => standard.id === id)?.label ?? ''
  const mayExplain = round?.phase === 'closed' && access.may('office.explainStars')
  return (
    <Section title="自评和结果差得多">
      <ListGroup>
        {toExplain.map(id => (
          <ListRow
            key={id}
            id={`explain-${id}`}
            title={labelOf(id)}
            note={explained[id] ?? '还没有说明'}
            {...(mayExplain ? { leads: true, onTap: () => setExplaining(id) } : {})}
          />
        ))}
      </ListGroup>
      {explaining && (
        <WordsSheet
          title={labelOf(explaining)}
          label="为什么差得多"
          busy={busy}
          error={error}
          onClose={() => setExplaining(null)}
          onSave={async words => {
            const answer = await run({ centreId, standardId: explaining, words })
            if (!answer) return
            onDone(answer)
            setExplaining(null)
          }}
        />
      )}
    </Section>
  )
}
