import { checkRating, type Stars } from '@domain/bookings/rating'
import { RATING_LENGTH } from '@domain/contracts/limits'
import type { BookingView } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import styles from './rate-part.module.scss'
import { askHow, STAR_WORDS, sayStars } from './words'

interface RatePartProps {
  booking: BookingView
  now: number
  onChange: (booking: BookingView) => void
}

/** After the end: what those who came say about it, once; nothing before that, and for those who did not come. */
export function RatePart({ booking, now, onChange }: RatePartProps) {
  const [stars, setStars] = useState<Stars | null>(null)
  const [line, setLine] = useState('')
  const { run, busy, error } = useAction('booking.rate')
  useErrorToast(error)
  if (booking.stars !== undefined) {
    return (
      <Section title="您的评价" quiet>
        <ListGroup>
          <ListRow id="booking-rated" icon="check" title={sayStars(booking.stars)} note={booking.line} />
        </ListGroup>
      </Section>
    )
  }
  if (checkRating(booking, now)) return null
  const send = async () => {
    if (stars === null) return
    const answer = await run({ bookingId: booking.id, stars, line })
    if (!answer) return
    onChange(answer.booking)
    toast('评好了，谢谢您', '中心会看到，别人只看到大家的平均分。')
  }
  return (
    <Section title={askHow(booking.kind)} quiet>
      <View id="rate" className={cx(styles.form)}>
        <View className={cx(styles.stars)}>
          {STAR_WORDS.map(each => (
            <Chip
              key={each.stars}
              id={`rate-${each.stars}`}
              on={stars === each.stars}
              onTap={() => setStars(each.stars)}
            >
              {each.label}
            </Chip>
          ))}
        </View>
        {stars !== null && (
          <>
            <TextField
              id="rate-line"
              label="想对中心说一句（可以不写，中心的人会看到）"
              value={line}
              maxLength={RATING_LENGTH}
              onChange={setLine}
            />
            <Button id="rate-send" look="soft" busy={busy} onTap={() => void send()}>
              提交评价
            </Button>
          </>
        )}
      </View>
    </Section>
  )
}
