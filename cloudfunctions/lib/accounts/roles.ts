import type { StaffCentre, StaffOffice } from '@domain/contracts/views'
import { dutiesOf } from '@domain/office/roles'
import type { StaffDocument } from '../kernel/store/documents'

/** Where a person works, and as what; nothing for somebody who is no staff. */
export function rolesOf(staff: StaffDocument | null): { staffOf: StaffCentre[]; officeOf: StaffOffice[] } {
  const { roles = [], offices = [] } = staff ?? {}
  return {
    staffOf: roles.map(({ centreId, centreName, role, duties }) => ({
      centreId,
      centreName,
      role,
      duties: dutiesOf(role, duties),
    })),
    officeOf: offices.map(({ role, county }) => ({ role, county })),
  }
}
