import type { DatabaseSchema } from '../../../local-cloud/engine/engine'

/** Collections of the child process. */
export const childSchema: DatabaseSchema = {
  collections: {
    events: {
      indexes: [
        {
          name: 'writer-n',
          keys: [
            ['writer', 1],
            ['n', -1],
          ],
        },
        { name: 'tags', keys: [['tags', 1]] },
      ],
    },
    totals: { indexes: [{ name: 'sum', keys: [['sum', 1]] }] },
  },
}
