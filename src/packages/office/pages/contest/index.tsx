import { CONTEST_KINDS, type ContestKind } from '@domain/contest/rules'
import '../../messages'
import { kindFactsOf } from '@domain/contest/kinds'
import type { OfficeContest, OfficeEntry } from '@domain/contracts/office-contest'
import { localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Years } from '@/features/contests/years'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { EnterSheet } from '../../contest/enter-sheet'
import { JurorSheet } from '../../contest/juror-sheet'
import { LookSheet } from '../../contest/look-sheet'
import { OpenSheet } from '../../contest/open-sheet'
import { sayDelivery, sayEntry, sayScore, sayStage } from '../../contest/words'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { type OfficePlace, usePlace, useYear } from '../../parts/place'
import { useAccess } from '../../parts/use-access'
import { sayTenths } from '../../stars/say'
import { sayLevel } from '../../workers/words'

/** The contest: a centre's own entry, or for the city all entries, the jury, and what the organiser does. */
function ContestPage() {
  const place = usePlace()
  const [kind, setKind] = useState<ContestKind>(useRouter().params.kind === 'talent' ? 'talent' : 'project')
  const asked = useYear()
  const isEarlier = asked.year !== undefined
  const request = useRequest('office.contest', { ...place, ...asked, kind }, { refreshOnShow: true })
  const title = isEarlier ? `${asked.year} 年${kindFactsOf(kind).label}` : '好项目和社工人才'
  return (
    <Desk id="office-contest" title={title} section="contest" place={place}>
      <View className={cx(styles.page)}>
        {!isEarlier && (
          <View className={cx(styles.wrap)}>
            {CONTEST_KINDS.map(each => (
              <Chip key={each} id={`contest-${each}`} on={each === kind} onTap={() => setKind(each)}>
                {kindFactsOf(each).label}
              </Chip>
            ))}
          </View>
        )}
        <Loaded request={request} skeleton={[44, 84, 84, 84]}>
          {data => (
            <>
              {data.contest && (
                <View id="contest-stage" className={cx(styles.note)}>
                  {sayStage(data.contest, data.now)}
                </View>
              )}
              {place.centreId && kind === 'project' ? (
                <OwnEntry {...{ isEarlier, data }} centreId={place.centreId} onDone={request.setData} />
              ) : (
                <AllEntries {...{ isEarlier, place, kind, data }} onDone={request.setData} reload={request.reload} />
              )}
              {!isEarlier && (
                <Years
                  kind={kind}
                  years={data.years.filter(year => year !== data.contest?.year)}
                  onOpen={params => open('office/contest', { ...place, ...params })}
                />
              )}
            </>
          )}
        </Loaded>
      </View>
    </Desk>
  )
}

interface PartProps {
  /** One of a year before the latest: it is only shown. */
  isEarlier: boolean
  data: OfficeContest
  onDone: (data: OfficeContest) => void
}

function OwnEntry({ isEarlier, centreId, data, onDone }: PartProps & { centreId: string }) {
  const [isEntering, setEntering] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { busy, error, run } = useAction('office.withdrawEntry')
  useErrorToast(error)
  const access = useAccess({ centreId })
  const [entry] = data.entries
  const isOpen = data.contest?.stage === 'entry'
  const mayEnter = isOpen && access.may('office.enterContest')
  const withdraw = async (entryId: string) => {
    const answer = await run({ centreId, entryId })
    setAsking(false)
    if (answer) onDone(answer)
  }
  if (!data.contest || (!entry && !isOpen)) {
    return (
      <EmptyState
        id="contest-empty"
        scene="lantern"
        title={isEarlier ? '那一年没有报项目' : data.contest ? '今年没有报项目' : '今年的评选还没有开始'}
        note="办满半年、有 6 场以上签到的活动，下一次评选时可以报。"
      />
    )
  }
  return (
    <>
      {entry && (
        <ListGroup>
          <ListRow
            id="own-entry"
            title={entry.title}
            note={sayScore(entry, data.contest) || undefined}
            end={<Pill tone={entry.withdrawnAt === null ? 'good' : 'quiet'}>{sayEntry(entry)}</Pill>}
          />
          <ListRow title="说给评委听的" note={entry.words} />
          <ListRow title={`按签到记录得 ${sayTenths(entry.tenths)} 分`} note={sayDelivery(entry.delivery, 'project')} />
        </ListGroup>
      )}
      {mayEnter && (
        <Button id="enter-contest" icon={entry ? 'edit' : 'plus'} onTap={() => setEntering(true)}>
          {entry ? '改一改' : '报一个项目'}
        </Button>
      )}
      {entry && entry.withdrawnAt === null && !isEarlier && (
        <Button id="withdraw-entry" look="soft" onTap={() => setAsking(true)}>
          撤回这个项目
        </Button>
      )}
      {isAsking && entry && (
        <ConfirmSheet
          title={`撤回「${entry.title}」？`}
          text={isOpen ? '报名截止前还能再报。' : '撤回以后不再评，名次也没有了，今年不能再报。'}
          confirm={{ id: 'withdraw-yes', label: '撤回' }}
          keep="不撤回"
          busy={busy}
          onConfirm={() => void withdraw(entry.id)}
          onClose={() => setAsking(false)}
        />
      )}
      {isEntering && (
        <EnterSheet
          centreId={centreId}
          offerings={data.offerings}
          projects={data.projects}
          entry={entry ?? null}
          onClose={() => setEntering(false)}
          onDone={answer => {
            setEntering(false)
            onDone(answer)
          }}
        />
      )}
    </>
  )
}

interface AllProps extends PartProps {
  place: OfficePlace
  kind: ContestKind
  reload: () => void
}

function AllEntries({ isEarlier, place, kind, data, onDone, reload }: AllProps) {
  const access = useAccess(place)
  const [shown, setShown] = useState<OfficeEntry | null>(null)
  const { contest, entries, jurors, now } = data
  const organises = access.may('office.openContest') && !isEarlier
  return (
    <>
      {organises && <OrganiserActs kind={kind} data={data} onDone={onDone} reload={reload} />}
      {entries.length === 0 ? (
        <EmptyState
          id="entries-empty"
          scene="lantern"
          title={contest ? (kind === 'talent' ? '还没有社工申报' : '还没有中心报项目') : '还没有开始评选'}
          note={kind === 'talent' ? '开始以后，社工在「社工证书」里申报。' : '开始以后，各中心在自己的工作台里报。'}
        />
      ) : (
        <Section title={kind === 'talent' ? `社工 ${entries.length} 位` : `项目 ${entries.length} 个`}>
          <ListGroup>
            {[...entries]
              .sort((a, b) => (a.place ?? 999) - (b.place ?? 999))
              .map(entry => (
                <ListRow
                  key={entry.id}
                  id={`entry-${entry.id}`}
                  title={entry.title}
                  note={[
                    entry.centreName,
                    entry.level && sayLevel(entry.level),
                    contest && sayScore(entry, contest),
                    sayDelivery(entry.delivery, kind),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  end={
                    <Pill tone={entry.toLookAt.length > 0 ? 'few' : 'quiet'}>
                      {entry.toLookAt.length > 0 ? '要复核' : sayEntry(entry)}
                    </Pill>
                  }
                  leads
                  onTap={() => setShown(entry)}
                />
              ))}
          </ListGroup>
        </Section>
      )}
      {entries.length > 0 && (
        <View className={cx(styles.wrap)}>
          <Button
            id="contest-report"
            look="soft"
            size="small"
            onTap={() =>
              open('office/report', {
                ...{ ...place, kind: kind === 'talent' ? 'talent' : 'contest' },
                ...(isEarlier && contest ? { year: `${contest.year}` } : {}),
              })
            }
          >
            打印和导出
          </Button>
        </View>
      )}
      {jurors.length > 0 && (
        <Section title={`评委 ${jurors.length} 位`}>
          <ListGroup>
            {jurors.map(({ id, name, employer, hasJoined }) => (
              <ListRow key={id} title={name} note={employer} end={hasJoined ? '已加入' : '还没加入'} />
            ))}
          </ListGroup>
        </Section>
      )}
      {contest?.year === Number(localDate(now).slice(0, 4)) && organises && (
        <View className={cx(styles.note)}>
          评分在阶段结束前谁也看不到；结束后这里有结果，公布前只有组织评选的人看得到。
        </View>
      )}
      {shown && (
        <LookSheet
          entry={shown}
          onClose={() => setShown(null)}
          onDone={answer => {
            setShown(null)
            onDone(answer)
          }}
        />
      )}
    </>
  )
}

function OrganiserActs({ kind, data: { contest, now }, onDone, reload }: Omit<AllProps, 'place' | 'isEarlier'>) {
  const [sheet, setSheet] = useState<'open' | 'juror' | null>(null)
  const { busy, error, run } = useAction('office.publishContest')
  const problem = error && messageOf(error)
  const isNew = !contest || contest.year < Number(localDate(now).slice(0, 4))
  const isRunning = contest && contest.stage !== 'closed' && contest.stage !== 'published'
  const publish = async () => {
    const answer = await run({ kind })
    if (answer) onDone(answer)
  }
  return (
    <>
      <View className={cx(styles.wrap)}>
        {isNew && (
          <View className={cx(styles.narrowButton)}>
            <Button id="open-contest" look="soft" icon="plus" onTap={() => setSheet('open')}>
              开始今年的评选
            </Button>
          </View>
        )}
        {isRunning && (
          <View className={cx(styles.narrowButton)}>
            <Button id="invite-juror" look="soft" icon="plus" onTap={() => setSheet('juror')}>
              邀请评委
            </Button>
          </View>
        )}
        {contest?.stage === 'closed' && (
          <View className={cx(styles.narrowButton)}>
            <Button id="publish-contest" busy={busy} onTap={() => void publish()}>
              公布结果
            </Button>
          </View>
        )}
      </View>
      {problem && <Alert id="publish-contest-problem" {...problem} />}
      {sheet === 'open' && (
        <OpenSheet
          kind={kind}
          onClose={() => setSheet(null)}
          onDone={answer => {
            setSheet(null)
            onDone(answer)
          }}
        />
      )}
      {sheet === 'juror' && (
        <JurorSheet
          kind={kind}
          onClose={() => {
            setSheet(null)
            reload()
          }}
        />
      )}
    </>
  )
}

export default page(ContestPage)
