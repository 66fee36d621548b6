import '../../messages'
import type { CertificateRow, WorkersView, WorkerView } from '@domain/contracts/office-workers'
import { CERTIFICATE_LEVELS } from '@domain/participation/social-worker'
import { localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { OwnTalent } from '../../contest/own-talent'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { CheckSheet } from '../../workers/check-sheet'
import { EnterSheet } from '../../workers/enter-sheet'
import { certificateState, sayCertificate, sayLevel, saySteps } from '../../workers/words'

const RULE = CERTIFICATE_LEVELS.map(({ label, steps }) => `${label}加 ${steps} 级`).join('，')

/** What is open: the form of a certificate, or the check of one. */
type Shown = 'enter' | { worker: WorkerView; certificate: CertificateRow }

/** Certificates of social workers: the caller's own, those of a centre, and those that an office has to check. */
function WorkersPage() {
  const place = usePlace()
  const { centreId, county } = place
  const request = useRequest('office.workers', place, { refreshOnShow: true })
  const [shown, setShown] = useState<Shown | null>(null)
  const close = () => setShown(null)
  const done = (answer: WorkersView) => {
    request.setData(answer)
    close()
  }
  return (
    <Desk id="office-workers" title="社工证书" section="workers" place={place}>
      <Loaded request={request} skeleton={[120, 200]}>
        {view => (
          <View className={cx(styles.page)}>
            {centreId ? (
              <AtCentre view={view} centreId={centreId} onEnter={() => setShown('enter')} />
            ) : (
              <Waiting view={view} onCheck={(worker, certificate) => setShown({ worker, certificate })} />
            )}
            <View className={cx(styles.note)}>
              {RULE}，按有效的最高一张算，核对后的下个月起加，在本岗位的薪级范围内；工资在别处发。
            </View>
            {shown === 'enter' && centreId && <EnterSheet centreId={centreId} onClose={close} onDone={done} />}
            {shown !== null && shown !== 'enter' && (
              <CheckSheet county={county} {...shown} onClose={close} onDone={done} />
            )}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

interface AtCentreProps {
  view: WorkersView
  centreId: string
  onEnter: () => void
}

function AtCentre({ view, centreId, onEnter }: AtCentreProps) {
  const { now, own, workers, rooms, lessons } = view
  return (
    <>
      {own && (
        <Section title="我的证书">
          <View className={cx(styles.stack)}>
            <ListGroup>
              {own.certificates.length === 0 && (
                <ListRow title="还没有登记" note="考到证书，在这里登记，市县来核对。" />
              )}
              <Certificates certificates={own.certificates} now={now} />
              {own.certificates.length > 0 && <ListRow id="own-steps" title={saySteps(own.steps)} />}
            </ListGroup>
            <Button id="enter-certificate" look="soft" icon="plus" onTap={onEnter}>
              登记一张证书
            </Button>
          </View>
        </Section>
      )}
      {own && <OwnTalent centreId={centreId} />}
      {workers.length > 0 && (
        <Section title="本中心的社工">
          <ListGroup>
            {workers.map(worker => (
              <ListRow
                key={worker.workerId}
                id={`worker-${worker.workerId}`}
                title={worker.name}
                note={`${worker.certificates.map(({ level }) => sayLevel(level)).join('、')} · ${saySteps(worker.steps)}`}
              />
            ))}
          </ListGroup>
        </Section>
      )}
      {own && (
        <Section title="备考">
          <ListGroup>
            {lessons.map(({ id, title }) => (
              <ListRow
                key={id}
                id={`lesson-${id}`}
                icon="calendar"
                title={title}
                leads
                onTap={() => open('class', { id })}
              />
            ))}
            {rooms.map(({ id, title }) => (
              <ListRow
                key={id}
                id={`room-${id}`}
                icon="home"
                title={title}
                note="自习室，约个座位"
                leads
                onTap={() => open('spaces/detail', { id })}
              />
            ))}
            <ListRow
              id="lessons-all"
              icon="calendar"
              title="别的中心的夜校课"
              note="社工考试的课常在晚上"
              leads
              onTap={() => open('classes', { category: 'night-school' })}
            />
          </ListGroup>
        </Section>
      )}
    </>
  )
}

function Certificates({ certificates, now }: { certificates: readonly CertificateRow[]; now: number }) {
  return certificates.map(certificate => {
    const { label, tone } = certificateState(certificate, localDate(now))
    return (
      <ListRow
        key={certificate.id}
        id={`certificate-${certificate.id}`}
        title={sayLevel(certificate.level)}
        note={sayCertificate(certificate, now)}
        end={<Pill tone={tone}>{label}</Pill>}
      />
    )
  })
}

interface WaitingProps {
  view: WorkersView
  onCheck: (worker: WorkerView, certificate: CertificateRow) => void
}

function Waiting({ view: { workers, now }, onCheck }: WaitingProps) {
  const asked = workers.flatMap(worker =>
    worker.certificates.filter(({ state }) => state === 'asked').map(certificate => ({ worker, certificate })),
  )
  if (asked.length === 0)
    return (
      <EmptyState id="workers-empty" scene="lantern" title="没有要核对的证书" note="社工登记了证书，会出现在这里。" />
    )
  return (
    <ListGroup>
      {asked.map(({ worker, certificate }) => (
        <ListRow
          key={certificate.id}
          id={`check-${certificate.id}`}
          title={`${worker.name} · ${sayLevel(certificate.level)}`}
          note={`${worker.centreName} · ${sayCertificate(certificate, now)}`}
          leads
          onTap={() => onCheck(worker, certificate)}
        />
      ))}
    </ListGroup>
  )
}

export default page(WorkersPage)
