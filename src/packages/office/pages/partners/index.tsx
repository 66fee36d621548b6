import '../../messages'
import type { PartnerEdit, PartnersEdit } from '@domain/contracts/office-partners'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { page } from '@/ui/screen/page'
import { MonthsSheet } from '../../partners/months-sheet'
import { PartnerSheet } from '../../partners/partner-sheet'
import { partnerState, sayBalance, sayPartnerKind } from '../../partners/words'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { InviteSheet } from '../../team/invite-sheet'

/** What is open: the form of an agreement (null: a new one), the months of one, or an invitation to run its classes. */
type Shown = { edited: PartnerEdit | null } | { monthsOf: string } | { invited: PartnerEdit }

/** The partners of a centre. */
function OfficePartnersPage() {
  const place = usePlace()
  const centreId = place.centreId ?? ''
  const request = useRequest('office.partners', { centreId }, { refreshOnShow: true })
  const [shown, setShown] = useState<Shown | null>(null)
  const close = () => setShown(null)
  const done = (answer: PartnersEdit) => {
    request.setData(answer)
    close()
  }
  return (
    <Desk id="office-partners" title="合伙人" section="partners" place={place}>
      <Loaded request={request} skeleton={[120, 200]}>
        {({ now, partners, offerings }) => {
          const monthly = partners.find(({ id }) => shown !== null && 'monthsOf' in shown && id === shown.monthsOf)
          return (
            <View className={cx(styles.page)}>
              <ListGroup>
                {partners.length === 0 && (
                  <ListRow title="还没有合伙人" note="给一家机构场地，约好每个月为居民办几场，在这里记下来。" />
                )}
                {partners.map(partner => (
                  <ListRow
                    key={partner.id}
                    id={`partner-${partner.id}`}
                    title={partner.name}
                    note={`${sayPartnerKind(partner.kind)} · ${sayBalance(partner)}${partner.after.length > 0 ? ' · 到期以后还有课开着' : ''}`}
                    end={<Pill tone={partnerState(partner.state).tone}>{partnerState(partner.state).label}</Pill>}
                    leads
                    onTap={() => setShown({ monthsOf: partner.id })}
                  />
                ))}
              </ListGroup>
              <Button id="new-partner" look="soft" icon="plus" onTap={() => setShown({ edited: null })}>
                签一份协议
              </Button>
              <View className={cx(styles.note)}>
                场数和人数按签到算，一天算一次。一个月办不到约定的八成算不够：连着两个月提醒，三个月要复核。到期以后不能再给它排课，排好的照常。
              </View>
              {shown !== null && 'edited' in shown && (
                <PartnerSheet
                  centreId={centreId}
                  partner={shown.edited}
                  offerings={offerings}
                  now={now}
                  onClose={close}
                  onDone={done}
                />
              )}
              {shown !== null && 'invited' in shown && (
                <InviteSheet place={place} partner={shown.invited} onClose={close} />
              )}
              {monthly && (
                <MonthsSheet
                  centreId={centreId}
                  partner={monthly}
                  now={now}
                  onEdit={() => setShown({ edited: monthly })}
                  onInvite={() => setShown({ invited: monthly })}
                  onClose={close}
                  onDone={done}
                />
              )}
            </View>
          )
        }}
      </Loaded>
    </Desk>
  )
}

export default page(OfficePartnersPage)
