import { contestRulesOf } from '@domain/contest/rules'
import { TEXT_LENGTH } from '@domain/contracts/limits'
import type { OwnTalent as Talent } from '@domain/contracts/office-contest'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { ConfirmSheet, Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'
import { sayTenths } from '../stars/say'
import { sayLevel } from '../workers/words'
import { sayAward, sayDelivery, sayEntry, sayScore, sayStage } from './words'

/** The caller in the selection of social workers: what their records say, and their entry. */
export function OwnTalent({ centreId }: { centreId: string }) {
  const request = useRequest('office.talent', { centreId }, { refreshOnShow: true })
  return (
    <Loaded request={request} skeleton={[120]}>
      {data => <Own centreId={centreId} data={data} onDone={request.setData} />}
    </Loaded>
  )
}

interface OwnProps {
  centreId: string
  data: Talent
  onDone: (data: Talent) => void
}

function Own({ centreId, data, onDone }: OwnProps) {
  const [sheet, setSheet] = useState<'enter' | 'withdraw' | null>(null)
  const { busy, error, run } = useAction('office.withdrawTalent')
  useErrorToast(error)
  const { now, contest, certificate, delivery, entry } = data
  if (!contest) return null
  const isOpen = contest.stage === 'entry'
  const records = entry?.delivery ?? delivery
  const level = entry?.level ?? certificate?.level
  const close = () => setSheet(null)
  const done = (answer: Talent) => {
    onDone(answer)
    close()
  }
  const withdraw = async () => {
    const answer = await run({ centreId })
    close()
    if (answer) onDone(answer)
  }
  return (
    <Section title="兴玉社工人才">
      <View className={cx(styles.stack)}>
        <ListGroup>
          <ListRow
            id="talent-stage"
            title={entry ? sayEntry(entry) : isOpen ? '还没有申报' : '今年没有申报'}
            note={[sayStage(contest, now), entry && sayScore(entry, contest)].filter(Boolean).join(' · ')}
            end={entry && entry.award > 0 ? <Pill tone="good">{sayAward(entry.award)}</Pill> : undefined}
          />
          {records && (
            <ListRow
              id="talent-records"
              title={level ? sayLevel(level) : '还没有核对过、在有效期里的证书'}
              note={`${sayDelivery(records, 'talent')}${entry ? `，得 ${sayTenths(entry.tenths)} 分` : ''}`}
            />
          )}
        </ListGroup>
        {isOpen && (
          <Button id="enter-talent" look="soft" icon={entry ? 'edit' : 'plus'} onTap={() => setSheet('enter')}>
            {entry && entry.withdrawnAt === null ? '改一改' : '申报'}
          </Button>
        )}
        {entry && entry.withdrawnAt === null && (
          <Button id="withdraw-talent" look="soft" onTap={() => setSheet('withdraw')}>
            撤回申报
          </Button>
        )}
      </View>
      {sheet === 'enter' && <EnterTalent centreId={centreId} data={data} onClose={close} onDone={done} />}
      {sheet === 'withdraw' && (
        <ConfirmSheet
          title="撤回申报？"
          text={isOpen ? '申报截止前还能再报。' : '撤回以后不再评，名次也没有了，今年不能再报。'}
          confirm={{ id: 'withdraw-talent-yes', label: '撤回' }}
          keep="不撤回"
          busy={busy}
          onConfirm={() => void withdraw()}
          onClose={close}
        />
      )}
    </Section>
  )
}

function EnterTalent({ centreId, data, onClose, onDone }: OwnProps & { onClose: () => void }) {
  const { contest, entry } = data
  const [words, setWords] = useState(entry?.words ?? '')
  const { busy, error, run } = useAction('office.enterTalent')
  const problem = error && messageOf(error)
  const isReady = words.trim() !== ''
  const { award, leastSessions } = contestRulesOf(contest?.rulesId ?? 2)
  const save = async () => {
    const answer = await run({ centreId, n: entry?.n ?? 0, words: words.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="talent-sheet" title="申报兴玉社工人才" onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextArea
          id="talent-words"
          label="说给评委听"
          placeholder="服务过谁，用了什么方法，他们有了什么变化"
          maxLength={TEXT_LENGTH}
          value={words}
          onChange={setWords}
        />
        <View className={cx(styles.note)}>
          证书看核对过、在有效期里的；带过多少班次，从志愿者的签到里数，不用填。要带过 {leastSessions}{' '}
          个以上有人来的班次，从第一个到最后一个满 183 天。
          进了现场展示的和最后的名次，姓名和中心会公布；介绍只给评委看。
          {award && `名额 ${award.most} 个，每人 ${sayAward(award.fen)}。`}
        </View>
        {problem && <Alert id="talent-problem" {...problem} />}
        <Button id="talent-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '申报' : '请写上介绍'}
        </Button>
      </View>
    </Sheet>
  )
}
