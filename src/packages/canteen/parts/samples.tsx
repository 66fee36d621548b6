import { SAMPLE_GRAMS, SAMPLE_GRAMS_MOST } from '@domain/canteen/samples'
import type { KitchenSample } from '@domain/contracts/staff-meals'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './page.module.scss'

interface SamplesProps {
  centreId: string
  sessionId: string
  samples: readonly KitchenSample[]
  now: number
  onNoted: () => void
}

/** The samples of today: one of each dish, kept for two days. */
export function Samples({ samples, now, ...props }: SamplesProps) {
  const [noting, setNoting] = useState<KitchenSample | null>(null)
  if (samples.length === 0) return null
  const missing = samples.filter(({ kept }) => kept === null).length
  return (
    <Section title={missing > 0 ? `留样，还差 ${missing} 样` : '留样都记好了'}>
      <ListGroup>
        {samples.map(sample => (
          <ListRow
            key={sample.dishId}
            id={`sample-${sample.dishId}`}
            title={sample.name}
            note={sayKept(sample, now)}
            leads={sample.kept === null}
            onTap={sample.kept === null ? () => setNoting(sample) : undefined}
          />
        ))}
      </ListGroup>
      {noting && <SampleSheet {...props} sample={noting} onClose={() => setNoting(null)} />}
    </Section>
  )
}

function sayKept({ kept }: KitchenSample, now: number): string {
  if (!kept) return `每样不少于 ${SAMPLE_GRAMS} 克`
  const { grams, at, until } = kept
  const end = now < until ? `冷藏到 ${sayMoment(until, now)}` : '留满两天了'
  return `${sayMoment(at, now)} 留了 ${grams} 克，${end}`
}

interface SampleSheetProps extends Omit<SamplesProps, 'samples' | 'now'> {
  sample: KitchenSample
  onClose: () => void
}

function SampleSheet({ centreId, sessionId, sample: { dishId, name }, onNoted, onClose }: SampleSheetProps) {
  const [grams, setGrams] = useState(String(SAMPLE_GRAMS))
  const { busy, error, run } = useAction('staff.mealSample')
  const problem = error && messageOf(error)
  const enough = Number(grams) >= SAMPLE_GRAMS && Number(grams) <= SAMPLE_GRAMS_MOST
  const save = async () => {
    if (!(await run({ centreId, sessionId, dishId, grams: Number(grams) }))) return
    toast(`${name} 留样记好了`)
    onNoted()
    onClose()
  }
  return (
    <Sheet id="sample-sheet" title={`${name} 留样`} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>放进留样冰箱、贴好标签再记。记了就不能改。</View>
        <TextField id="sample-grams" label="留了多少克" kind="digits" maxLength={4} value={grams} onChange={setGrams} />
        {problem && <Alert id="sample-problem" {...problem} />}
        <Button id="sample-yes" busy={busy} disabled={!enough} onTap={() => void save()}>
          {enough ? '记下来' : `请写 ${SAMPLE_GRAMS} 到 ${SAMPLE_GRAMS_MOST} 克`}
        </Button>
      </View>
    </Sheet>
  )
}
