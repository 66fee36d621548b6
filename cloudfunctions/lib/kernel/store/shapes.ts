import { AppError } from '../router/errors'
import type { Documents } from './documents'
import type { Collection, Query } from './port'

/** Versions of the shape of a collection's documents. A document without a version has the first. */
interface Shape {
  /** The version that this release writes. */
  written: number
  /** The oldest version that this release reads: the one before, or the same where all documents are small steps apart. */
  read: number
}

/** Shapes by collection; a collection without a row has the first. */
export type Shapes = { readonly [Name in keyof Documents]?: Shape }

const FIRST: Shape = { written: 1, read: 1 }

/**
 * The shapes of this release. A new version is a row here and a migration (`cloudfunctions/lib/migrations`), which brings
 * stored documents to it while the release runs; until it is done, use-cases meet both versions.
 */
const SHAPES: Shapes = {
  centres: { written: 2, read: 1 },
  sessions: { written: 2, read: 1 },
  starrounds: { written: 2, read: 1 },
  stationacts: { written: 2, read: 1 },
}

/** A document with the version of its shape, as it is stored. */
export type Shaped<D> = D & { shape?: number }

/** The version of a stored document's shape. */
export function shapeIn(document: object): number {
  const { shape } = document as Shaped<object>
  return typeof shape === 'number' ? shape : 1
}

/** Adds the version to a document that is made by this release. */
export function shaped<D extends object>(name: keyof Documents, document: D, shapes: Shapes = SHAPES): Shaped<D> {
  const shape = (shapes[name] ?? FIRST).written
  return shape === 1 || 'shape' in document ? document : { ...document, shape }
}

/** Stored by a later release: this one would misread it. */
export class NewerDataError extends Error {
  override name = 'NewerDataError'
}

/** The document, if this release reads its shape. Throws as `inShape` does. */
export function inShapeOf<Document extends object>(
  name: keyof Documents,
  document: Document,
  shapes: Shapes = SHAPES,
): Document {
  const { written, read } = shapes[name] ?? FIRST
  const shape = shapeIn(document)
  if (shape > written) throw new NewerDataError(`a document of ${name} was stored by a newer release`)
  if (shape < read) throw new AppError('BUSY', null)
  return document
}

/**
 * A collection that stores documents in the shape of this release, and returns only shapes that this release reads. Throws
 * `NewerDataError` for a document of a later release, and BUSY for one that migrations have not reached yet.
 */
export function inShape<D extends { _id: string }>(
  name: keyof Documents,
  collection: Collection<D>,
  shapes: Shapes = SHAPES,
): Collection<D> {
  const requireReadable = (document: object) => void inShapeOf(name, document, shapes)
  const withShape = <Fields extends readonly string[] | undefined>(fields: Fields) =>
    (fields ? [...fields, 'shape'] : undefined) as Fields
  const get = async (id: string, fields?: readonly string[]) => {
    const document = await (collection.get as Read)(id, withShape(fields))
    if (document) requireReadable(document)
    return document
  }
  const find = async (query: Query<D> & { fields?: readonly string[] }) => {
    const { fields, ...rest } = query
    const shown = withShape(fields)
    const documents = await (collection.find as Find)({ ...rest, ...(shown ? { fields: shown } : {}) })
    for (const document of documents) requireReadable(document)
    return documents
  }
  return {
    ...collection,
    get: get as unknown as Collection<D>['get'],
    find: find as unknown as Collection<D>['find'],
    insert: document => collection.insert(shaped(name, document, shapes)),
  }
}

type Read = (id: string, fields?: readonly string[]) => Promise<object | null>
type Find = (query: object) => Promise<object[]>
