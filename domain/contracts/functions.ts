/** The deployed function that serves a route: its name says so. */
export function functionOf(route: string): 'resident' | 'staff' {
  return route.startsWith('staff.') ? 'staff' : 'resident'
}
