/** The deployed function that serves a route; the prefix of the name decides. */
export function functionOf(route: string): 'resident' | 'staff' | 'office' {
  if (route.startsWith('office.')) return 'office'
  return route.startsWith('staff.') ? 'staff' : 'resident'
}
