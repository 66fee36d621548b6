/**
 * The routes of the function `staff` that the duty `door` does not open: a refusal of one of them does not mean that the person
 * no longer lets people in. A test compares it with `ACCESS`.
 */
export const NOT_FOR_DOOR: ReadonlySet<string> = new Set([
  'staff.appeals',
  'staff.cancelSession',
  'staff.closeSpots',
  'staff.decideAppeal',
  'staff.duplicates',
  'staff.excuseSession',
  'staff.mealClaim',
  'staff.mealClose',
  'staff.mealConfirmClose',
  'staff.mealCounter',
  'staff.mealFind',
  'staff.mealHandOver',
  'staff.mealKitchen',
  'staff.mealCopyMenus',
  'staff.mealMenus',
  'staff.mealOpenRound',
  'staff.mealPay',
  'staff.mealPublishMenus',
  'staff.mealReportStops',
  'staff.mealSaveMenu',
  'staff.mealRounds',
  'staff.mealProof',
  'staff.mealReverse',
  'staff.mealTill',
  'staff.moveEffects',
  'staff.moveSession',
  'staff.openSpots',
  'staff.setCapacity',
])
