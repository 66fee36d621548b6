import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contractPage } from '../contract/page'

/** `npm run docs`: writes the pages that are generated from source. */
const root = join(__dirname, '..', '..')

writeFileSync(join(root, 'docs', 'contract.md'), contractPage(root))
