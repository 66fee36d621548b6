/** Two short lines for the local hour, 0–23. */
export function greeting(hour: number): readonly [hello: string, line: string] {
  if (hour < 5) return ['夜深了，', '路上当心，早点歇']
  if (hour < 9) return ['早上好，', '今天也慢慢来']
  if (hour < 11) return ['上午好，', '进来坐坐吧']
  if (hour < 14) return ['中午好，', '歇一歇再出发']
  if (hour < 18) return ['下午好，', '进来歇歇脚吧']
  if (hour < 22) return ['晚上好，', '灯给您留着']
  return ['夜里好，', '辛苦了，早点歇']
}
