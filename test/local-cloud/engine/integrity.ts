/** Checks a closed database: every index must hold exactly the entries of its documents, no more, no fewer. */
import type { DatabaseSchema, Document } from '../../../local-cloud/engine/engine'
import { sequenceOf } from '../../../local-cloud/engine/store/codec'
import { entriesOf } from '../../../local-cloud/engine/store/index'
import { documentKey, Storage } from '../../../local-cloud/engine/store/storage'
import { encodeEntry } from '../../../local-cloud/engine/values/keys'

/** All documents by collection. Throws when an index and its documents disagree. */
export async function checkedContents(dir: string, schema: DatabaseSchema): Promise<Map<string, Document[]>> {
  const storage = new Storage(dir)
  try {
    storage.open(schema)
    const contents = new Map<string, Document[]>()
    for (const collection of storage.collections.values()) {
      const documents = [...collection.documents.getRange({})].map(({ value }) => value)
      const sequence = ({ _id }: Document) =>
        sequenceOf(collection.documents.getBinary(documentKey(_id)) ?? Buffer.alloc(0))
      const order = documents.map(one => [sequence(one), documentKey(one._id).toString('hex')] as const)
      expect(
        [...collection.order.getRange({})].map(({ key, value }) => [key.readUIntBE(0, 6), value.toString('hex')]),
      ).toEqual(order.sort(([a = 0], [b = 0]) => a - b))
      for (const index of collection.indexes) {
        const expected = documents.flatMap(document => {
          const { keys, throughArray } = entriesOf(index, document)
          if (throughArray && !index.multikey) throw new Error(`${index.spec.name} is not marked multikey`)
          const [place, key] = [sequence(document), documentKey(document._id)]
          return keys.map(fields => encodeEntry(fields, place, key).toString('hex'))
        })
        const found = [...index.entries.getKeys({})].map(key => (key as Buffer).toString('hex'))
        expect(found).toEqual(expected.sort())
      }
      contents.set(collection.name, documents)
    }
    return contents
  } finally {
    await storage.root.close()
  }
}
