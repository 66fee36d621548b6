import type { ClassView } from '@domain/contracts/classes'
import type { StationCard } from '@domain/contracts/stations'
import type { SessionCard } from '@domain/contracts/views'
import { localClock, sayShortDate } from '@domain/time'
import { lookOf } from '@/features/offerings/look'
import type { Tint } from '@/ui/tint'
import type { PosterFacts } from './draw'

/** Skies at dusk, one for each tint of the app. */
const SKIES: Record<Tint, string> = {
  ember: '#c9764a',
  indigo: '#3b5ba9',
  pine: '#2f6d5b',
  plum: '#6d4a7f',
}

/** A poster hangs for days: it says dates, not 明天. */
export function classFacts({ offering, centre }: ClassView, session: SessionCard | null): PosterFacts {
  return {
    title: offering.title,
    when: session && `${sayShortDate(session.startsAt)} ${localClock(session.startsAt)}–${localClock(session.endsAt)}`,
    place: session ? `${centre.name} ${session.room}` : centre.name,
    address: centre.address,
    call: '微信扫一扫，看详情、约名额',
    sky: SKIES[lookOf(offering.category).tint],
  }
}

export function stationFacts({ name, address }: StationCard): PosterFacts {
  return {
    title: '累了，进来坐坐',
    when: null,
    place: name,
    address,
    call: '微信扫一扫，看空座、找路',
    sky: SKIES.indigo,
  }
}

/** What the picture says, in words. */
export function wordsOf({ title, when, place, address }: PosterFacts): string {
  return [title, when, place, address].filter(Boolean).join('，')
}
