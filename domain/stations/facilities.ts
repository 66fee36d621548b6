/** Facilities of a station that people can filter by. A new one is an entry here. */
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
