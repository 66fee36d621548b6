import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as v from 'valibot'

const line = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60))

const operator = v.strictObject({
  name: line,
  contact: v.pipe(
    line,
    v.check(text => /\d{5,}|@/.test(text), 'a phone number or an e-mail address'),
  ),
  address: line,
  since: v.pipe(v.string(), v.isoDate()),
})

/**
 * Who answers for the data, as text: `config/operator.json`, or the file that OPERATOR_FILE names; 'null' when there is none,
 * as in the demo. Throws when an entry is wrong.
 */
export function operatorConfig(root: string, named = process.env.OPERATOR_FILE): string {
  const file = named ? resolve(root, named) : join(root, 'config', 'operator.json')
  if (!named && !existsSync(file)) return 'null'
  const parsed = v.safeParse(operator, JSON.parse(readFileSync(file, 'utf8')))
  if (parsed.success) return JSON.stringify(parsed.output)
  const [issue] = parsed.issues
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`)
}
