import { join } from 'node:path'
import ts from 'typescript'

/** What the source says about a route: its comment, its answer, and comments on fields of its input. */
export interface RouteSource {
  comment: string
  answer: string
  /** Names of the declared types that the answer consists of. */
  answerTypes: string[]
  fields: Record<string, string>
}

export interface TypeSource {
  name: string
  comment: string
  /** Names of the types that an interface extends. */
  extends: string[]
  /** Empty for a type that is not an object; then `text` is its definition. */
  fields: { name: string; type: string; comment: string }[]
  text: string
}

export interface ContractSource {
  route(name: string): RouteSource
  /** Every type that the answers consist of, by name. */
  types: TypeSource[]
  /** Facts of every refusal, in declaration order. */
  refusals: { code: string; facts: string; comment: string }[]
  /** Comments of exported constants, by name. */
  constants: Record<string, string>
}

type Declared = ts.InterfaceDeclaration | ts.TypeAliasDeclaration

/** Reads the TypeScript source of the contracts, including comments. */
export function readContractSource(root: string): ContractSource {
  const entry = join(root, 'domain', 'contracts', 'index.ts')
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    types: [],
  }
  const program = ts.createProgram([entry], options)
  const checker = program.getTypeChecker()
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.includes('/domain/'))
  const routes = new Map<string, RouteSource>()
  const types = new Map<string, TypeSource>()
  const constants: Record<string, string> = {}
  let refusals: ContractSource['refusals'] = []

  /** Collects every type of the domain that the node mentions, recursively. */
  const visitTypes = (node: ts.Node): string[] => {
    const found: string[] = []
    const visit = (inner: ts.Node) => {
      const declared = ts.isIdentifier(inner) ? declarationOf(inner, checker) : undefined
      if (declared && declared !== inner.parent && declared.getSourceFile().fileName.includes('/domain/')) {
        found.push(declared.name.text)
        noteType(declared)
      }
      ts.forEachChild(inner, visit)
    }
    visit(node)
    return [...new Set(found)]
  }

  const noteType = (declared: Declared): void => {
    const name = declared.name.text
    if (types.has(name)) return
    const type: TypeSource = { name, comment: commentOf(declared), extends: [], fields: [], text: '' }
    types.set(name, type)
    const members = ts.isInterfaceDeclaration(declared) ? declared.members : membersOf(declared.type)
    if (members) {
      type.fields = members.filter(ts.isPropertySignature).map(fieldOf)
      if (ts.isInterfaceDeclaration(declared)) {
        type.extends = (declared.heritageClauses ?? []).flatMap(clause => clause.types.map(base => oneLine(base)))
      }
    } else if (ts.isTypeAliasDeclaration(declared)) {
      type.text = aliasText(declared, checker)
    }
    // The refusals have a table of their own.
    if (name !== 'Refusal') visitTypes(declared)
  }

  for (const file of files) {
    ts.forEachChild(file, node => {
      if (ts.isVariableStatement(node)) {
        for (const { name, initializer } of node.declarationList.declarations) {
          if (ts.isIdentifier(name)) constants[name.text] = commentOf(node)
          if (!initializer || !ts.isObjectLiteralExpression(initializer)) continue
          for (const [route, source] of routesIn(initializer, visitTypes)) routes.set(route, source)
        }
      }
      if (ts.isInterfaceDeclaration(node) && node.name.text === 'ErrorDetails') {
        refusals = node.members
          .filter(ts.isPropertySignature)
          .map(fieldOf)
          .map(({ name, type, comment }) => ({ code: name, facts: type === 'null' ? '' : type, comment }))
      }
    })
  }
  return {
    route: name => {
      const source = routes.get(name)
      if (!source) throw new Error(`The source of route ${name} was not found in domain/contracts.`)
      return source
    },
    types: [...types.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    refusals,
    constants,
  }
}

/** The routes of an object literal `{ 'name': route<Answer>()({ … }) }`. */
function* routesIn(
  literal: ts.ObjectLiteralExpression,
  visitTypes: (node: ts.Node) => string[],
): Generator<[string, RouteSource]> {
  for (const property of literal.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.name)) continue
    const { initializer } = property
    if (!ts.isCallExpression(initializer) || !ts.isCallExpression(initializer.expression)) continue
    const [answer] = initializer.expression.typeArguments ?? []
    if (!answer) continue
    yield [
      property.name.text,
      {
        comment: commentOf(property),
        answer: oneLine(answer),
        answerTypes: visitTypes(answer),
        fields: fieldComments(initializer),
      },
    ]
  }
}

/** Comments on the fields of a route's input, by name; nested fields included. */
function fieldComments(call: ts.Node): Record<string, string> {
  const comments: Record<string, string> = {}
  const visit = (node: ts.Node) => {
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      const comment = commentOf(node)
      if (comment !== '') comments[node.name.getText()] = comment
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(call, visit)
  return comments
}

function declarationOf(name: ts.Identifier, checker: ts.TypeChecker): Declared | undefined {
  const symbol = checker.getSymbolAtLocation(name)
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return target?.declarations?.find(
    (node): node is Declared => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
  )
}

function membersOf(type: ts.TypeNode): ts.NodeArray<ts.TypeElement> | undefined {
  return ts.isTypeLiteralNode(type) ? type.members : undefined
}

/** The definition of an alias: its values where they are listed elsewhere, its own text otherwise. */
function aliasText(declared: ts.TypeAliasDeclaration, checker: ts.TypeChecker): string {
  if (!declared.getText().includes('typeof')) return oneLine(declared.type)
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias
  return checker.typeToString(checker.getTypeAtLocation(declared), undefined, flags)
}

function fieldOf(member: ts.PropertySignature): TypeSource['fields'][number] {
  const type = member.type ? oneLine(member.type) : ''
  return { name: `${member.name.getText()}${member.questionToken ? '?' : ''}`, type, comment: commentOf(member) }
}

/** The text of a node in one line, without comments. */
function oneLine(node: ts.Node): string {
  const text = ts.createPrinter({ removeComments: true }).printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
  return text.replace(/\s+/g, ' ').replace(/;? }/g, ' }').replace(/^\| /, '')
}

function commentOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return (ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? '').replace(/\s+/g, ' ').trim()
}
