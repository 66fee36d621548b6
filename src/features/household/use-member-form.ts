import type { MeView } from '@domain/contracts/me'
import { type MissingMemberField, missingMemberFields } from '@domain/people/member-form'
import { type Member, needsConsent, type Relation } from '@domain/people/members'
import { cleanText } from '@domain/text'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { privacyAgreed } from '@/platform/privacy/store'
import { toast } from '@/ui/toast'
import { rememberSavedMember } from './saved-member'

const PROBLEMS: Record<MissingMemberField, string> = {
  nickname: '请填一个称呼，小名就行。',
  birthMonth: '课堂按年龄分班，请选出生年月。',
  consent: '请先勾选监护人同意。',
}

interface MemberFormOptions {
  me: MeView | null
  /** The member to change; undefined: a new one. */
  memberId: string | undefined
  /** Relation of a new member. */
  wanted: Relation
  /** Ticks the saved member on the class page below. */
  choose: boolean
}

/** The form for a member of the household. */
export function useMemberForm({ me, memberId, wanted, choose }: MemberFormOptions) {
  const known: Member | undefined = me?.members.find(member => member.id === memberId)
  const [relation, setRelation] = useState<Relation>(wanted)
  const [nickname, setNickname] = useState('')
  const [birthMonth, setBirthMonth] = useState<string | null>(null)
  const [consent, setConsent] = useState(false)
  // Problems are shown from the first attempt to save on, each until it is fixed.
  const [tried, setTried] = useState(false)
  const { run, busy, error } = useAction('member.save')
  const inFront = usePageInFront()
  const [filledWith, setFilledWith] = useState<string | null>(null)

  // Before it is shown, and once: a later answer of the cloud does not replace what was typed meanwhile.
  if (known && filledWith !== known.id) {
    setFilledWith(known.id)
    setRelation(known.relation)
    setNickname(known.nickname)
    setBirthMonth(known.birthMonth)
    setConsent(known.consentAt !== null)
  }

  const consentNeeded = needsConsent(relation, birthMonth, cloudNow())

  const missing = missingMemberFields({ relation, nickname, birthMonth, consent }, cloudNow())
  const problemOf = (field: MissingMemberField) => (tried && missing.includes(field) ? PROBLEMS[field] : null)

  const save = async () => {
    setTried(true)
    if (missing.length > 0 || !(await privacyAgreed())) return
    const answer = await run({
      ...(memberId ? { memberId } : {}),
      relation,
      nickname: cleanText(nickname),
      birthMonth,
      guardianConsent: consentNeeded && consent,
    })
    if (!answer) return
    if (choose) rememberSavedMember(answer.memberId)
    toast('保存好了')
    if (inFront()) goBack()
  }

  return {
    known,
    relation,
    setRelation,
    nickname,
    setNickname,
    birthMonth,
    setBirthMonth,
    consent,
    setConsent,
    consentNeeded,
    problemOf,
    busy,
    refusal: error && messageOf(error),
    save,
  }
}
