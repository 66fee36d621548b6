import { decodeLink } from '@domain/text'
import { useRouter } from '@tarojs/taro'
import { useMemo } from 'react'

/** The place that a page is about: a centre, a county, or with neither the whole city. Routes take it as it is. */
export interface OfficePlace {
  centreId?: string
  county?: string
}

/** The place in the address of the page. */
export function usePlace(): OfficePlace {
  const { centreId, county } = useRouter().params
  return useMemo(() => {
    if (centreId) return { centreId }
    return county ? { county: decodeLink(county) } : {}
  }, [centreId, county])
}

/** The year in the address of the page; absent: the latest. Routes take it as it is. */
export function useYear(): { year?: number } {
  const { year } = useRouter().params
  return useMemo(() => (year ? { year: Number(year) } : {}), [year])
}
