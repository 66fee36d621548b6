/** Tables of expressions and the values that MongoDB documents for them. */
import { EngineError } from '../../../../local-cloud/engine/engine'
import { compileExpression, scopeOf } from '../../../../local-cloud/engine/expression/compile'

export const NOW = Date.UTC(2026, 2, 1, 8)

/** `undefined` is a missing value. */
export function evaluate(expression: unknown, document: Record<string, unknown> = {}): unknown {
  return compileExpression(expression)(scopeOf(document, NOW))
}

/** An expression, its value, and the document it is evaluated on. */
export type Row = [expression: unknown, value: unknown, document?: Record<string, unknown>]

const shown = (expression: unknown) =>
  JSON.stringify(expression, (_, value) => (value instanceof RegExp ? String(value) : value))

export function testValues(rows: Row[]): void {
  test.each(rows.map(row => [shown(row[0]), shown(row[2] ?? {}), row] as const))('%s of %s', (_text, _on, row) => {
    const [expression, value, document] = row
    expect(evaluate(expression, document)).toEqual(value)
    // `toEqual` treats a missing value as equal in places where the difference matters.
    expect(evaluate(expression, document) === undefined).toBe(value === undefined)
  })
}

/** Expressions that the database refuses, and a part of the message. */
export function testRefusals(rows: [expression: unknown, message: RegExp, document?: Record<string, unknown>][]): void {
  test.each(rows.map(row => [shown(row[0]), row] as const))(
    '%s is refused',
    (_text, [expression, message, document]) => {
      let error: unknown
      try {
        evaluate(expression, document)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(EngineError)
      expect((error as EngineError).code).toBe('REFUSED')
      expect((error as EngineError).message).toMatch(message)
    },
  )
}
