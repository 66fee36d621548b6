/** What a rider may look for in a station. A new one is a row here. */
export const FACILITIES = [
  { id: 'water', label: '饮水' },
  { id: 'charging', label: '手机充电' },
  { id: 'microwave', label: '微波炉' },
  { id: 'medicine', label: '药箱' },
  { id: 'toilet', label: '卫生间' },
  { id: 'berth', label: '小憩床位' },
  { id: 'battery', label: '换电柜' },
] as const

export type Facility = (typeof FACILITIES)[number]['id']
