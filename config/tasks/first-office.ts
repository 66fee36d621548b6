import { join } from 'node:path'
import { fail } from '../../local-cloud/run'
import { grantFirst } from '../deploy/first-office'

/**
 * `npm run first-office -- <number>`: makes a person the city's first officer, who invites everybody else. The number (编号) is
 * shown to the person in the app, under 我的. It goes to the running one-machine cloud (PORT, 3210 by default), or with CLOUD_ENV,
 * TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY to the environment of that name on CloudBase. Exits with 1 when somebody else
 * holds the city's office already.
 */
grantFirst(join(__dirname, '..', '..'), process.argv[2], process.env.CLOUD_ENV ?? '').then(
  line => process.stdout.write(`${line}\n`),
  fail,
)
