import { MODES, type Mode } from '@domain/canteen/sitting'
import { DAY, HOUR, MINUTE } from '@domain/time'

/** 堂食, 自取, 送餐. */
export function sayMode(mode: Mode): string {
  return MODES.find(({ id }) => id === mode)?.label ?? mode
}

/** How long is left until a moment: 还有 2 小时 14 分. */
export function sayLeft(ms: number): string {
  if (ms >= DAY) return `还有 ${Math.floor(ms / DAY)} 天`
  const hours = Math.floor(ms / HOUR)
  const minutes = Math.max(1, Math.floor((ms % HOUR) / MINUTE))
  return hours > 0 ? `还有 ${hours} 小时 ${minutes} 分` : `还有 ${minutes} 分钟`
}
