/** What the stages of a pipeline share. */
import type { Examined } from '../engine'
import { compileExpression, scopeOf } from '../expression/compile'
import type { Evaluation, Variables } from '../expression/scope'
import type { Storage } from '../store/storage'
import type { Plain } from '../values/compare'

/** A compiled stage. Documents are shared with the store: a stage makes new ones instead of changing them. */
export type Apply = (documents: Plain[]) => Plain[]

export interface Context extends Evaluation {
  storage: Storage
  /** Set before each run of a pipeline of `$lookup`. */
  variables: Variables | undefined
  examined: Examined
  pipelines: Pipelines
}

/** How stages run pipelines of their own. */
export interface Pipelines {
  /** Compiles a pipeline that is applied to given documents. */
  onDocuments(stages: unknown[], context: Context): Apply
  /** Compiles a pipeline that reads a collection; one that does not exist is empty. */
  onCollection(from: string, stages: unknown[], context: Context): () => Plain[]
}

/** Compiles an expression of a stage into a function of the document. */
export function compileValue(spec: unknown, context: Context): (document: Plain) => unknown {
  const expression = compileExpression(spec, context.names)
  return document => expression(scopeOf(document, context.now, context.variables))
}
