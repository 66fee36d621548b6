/** Every operator that expressions offer. */
import { accumulatorOperators } from './accumulators'
import type { Operator } from './arguments'
import { arithmeticOperators } from './arithmetic'
import { arrayOperators } from './arrays'
import { conversionOperators } from './conversions'
import { dateOperators } from './dates/operators'
import { logicOperators } from './logic'
import { objectOperators } from './objects'
import { patternOperators } from './patterns'
import { stringOperators } from './strings'

export const operators: Record<string, Operator> = {
  ...logicOperators,
  ...arithmeticOperators,
  ...stringOperators,
  ...patternOperators,
  ...arrayOperators,
  ...objectOperators,
  ...conversionOperators,
  ...dateOperators,
  ...accumulatorOperators,
}
