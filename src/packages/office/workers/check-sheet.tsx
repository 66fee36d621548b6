import { OBJECTION_LENGTH } from '@domain/contracts/limits'
import type { CertificateRow, WorkersView, WorkerView } from '@domain/contracts/office-workers'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'
import { sayLevel } from './words'

interface CheckSheetProps {
  county: string | undefined
  worker: WorkerView
  certificate: CertificateRow
  onClose: () => void
  onDone: (answer: WorkersView) => void
}

/** Says whether a certificate is right, with the paper at hand. */
export function CheckSheet({ county, worker, certificate, onClose, onDone }: CheckSheetProps) {
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('office.checkCertificate')
  const problem = error && messageOf(error)
  const decide = async (isRight: boolean) => {
    const ids = { workerId: worker.workerId, certificateId: certificate.id }
    const answer = await run({ ...(county ? { county } : {}), ...ids, isRight, reason: reason.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="check-sheet" title="核对证书" onClose={onClose}>
      <View className={cx(styles.form)}>
        <ListGroup>
          <ListRow title={`${worker.name} · ${sayLevel(certificate.level)}`} note={worker.centreName} />
          <ListRow title={`${certificate.from} 到 ${certificate.until}`} note="照着原件看：姓名、级别、日期都一样吗" />
        </ListGroup>
        {problem && <Alert id="check-problem" {...problem} />}
        <Button id="check-right" busy={busy} onTap={() => void decide(true)}>
          和原件一样
        </Button>
        <TextField
          id="check-reason"
          label="哪里不对"
          placeholder="一样的话不用写"
          maxLength={OBJECTION_LENGTH}
          value={reason}
          onChange={setReason}
        />
        <Button
          id="check-wrong"
          look="danger"
          busy={busy}
          disabled={reason.trim() === ''}
          onTap={() => void decide(false)}
        >
          {reason.trim() === '' ? '不对的话，请先写哪里不对' : '不对'}
        </Button>
      </View>
    </Sheet>
  )
}
