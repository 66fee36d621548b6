import { createHash } from 'node:crypto'
import { join } from 'node:path'
import ts from 'typescript'

const ROOT = join(__dirname, '..', '..')

/**
 * What the app stores on phones: the version that the code names, and a hash of the shape it had when that version was
 * set. When the hash no longer fits, phones in use have values of another shape: raise the version in the code (or write
 * an `upgrade`), then note both here.
 */
const STORED: Record<string, { version: number; shape: string }> = {
  'ballot-seals': { version: 1, shape: '166721c54313' },
  board: { version: 3, shape: '33346b5a1d3d' },
  bookings: { version: 5, shape: '1e7133c9f34a' },
  centres: { version: 1, shape: 'abc7cb23c580' },
  'class-filters': { version: 2, shape: '44ddca440949' },
  'clock-offset': { version: 1, shape: '12886f9d0005' },
  door: { version: 1, shape: '34e11585ff1f' },
  'find-recent': { version: 1, shape: '89829726781b' },
  home: { version: 5, shape: '343b064edcfc' },
  'home-centre': { version: 1, shape: '473287f8298d' },
  'kitchen-ticks': { version: 1, shape: 'eee5a54468a1' },
  'last-party': { version: 1, shape: '89829726781b' },
  location: { version: 2, shape: '37c3f6b9d575' },
  'news-seen': { version: 1, shape: '12886f9d0005' },
  pack: { version: 2, shape: '99fcc7569bf0' },
  'privacy-agreed': { version: 1, shape: 'e2c502eca635' },
  round: { version: 1, shape: 'b26d920c80cf' },
  scan: { version: 1, shape: 'a98c6ee0b488' },
  senior: { version: 1, shape: 'e2c502eca635' },
  station: { version: 2, shape: 'dd3e899ae532' },
  stations: { version: 1, shape: 'af2e25571cbf' },
  stop: { version: 1, shape: 'ce6b695e37cf' },
  'stations-place': { version: 1, shape: 'c0638446c2f5' },
}

interface Found {
  version: number
  shape: string
}

/** All `stored<T>({ name, version })` and `storedFamily<T>(…)` of the app, by name. */
function declarations(): Map<string, Found> {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  const program = ts.createProgram(
    fileNames.filter(name => /\/src\//.test(name)),
    options,
  )
  const checker = program.getTypeChecker()
  const found = new Map<string, Found>()
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^stored(Family)?$/.test(node.expression.text)
    ) {
      const [type] = node.typeArguments ?? []
      const [given] = node.arguments
      if (!type || !given || !ts.isObjectLiteralExpression(given)) throw new Error(`Name the type: ${node.getText()}`)
      const literal = (key: string) =>
        given.properties
          .filter(ts.isPropertyAssignment)
          .find(property => property.name.getText() === key)
          ?.initializer.getText() ?? ''
      const shape = shapeOf(checker.getTypeFromTypeNode(type), checker, [])
      found.set(literal('name').slice(1, -1), {
        version: Number(literal('version')),
        shape: createHash('sha256').update(shape).digest('hex').slice(0, 12),
      })
    }
    ts.forEachChild(node, visit)
  }
  for (const file of program.getSourceFiles()) if (file.fileName.includes('/src/')) visit(file)
  return found
}

/** The structure of a type as text, whatever its parts are called. */
function shapeOf(type: ts.Type, checker: ts.TypeChecker, above: ts.Type[]): string {
  if (above.includes(type)) return `^${above.length - above.indexOf(type)}`
  const within = [...above, type]
  const inner = (each: ts.Type) => shapeOf(each, checker, within)
  if (type.isUnion()) return [...type.types.map(inner)].sort().join('|')
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    return `[${checker
      .getTypeArguments(type as ts.TypeReference)
      .map(inner)
      .join(',')}]`
  }
  if (!(type.flags & ts.TypeFlags.Object) && !type.isIntersection()) return checker.typeToString(type)
  const fields = type.getProperties().map(property => {
    const optional = property.flags & ts.SymbolFlags.Optional ? '?' : ''
    return `${property.name}${optional}:${inner(checker.getTypeOfSymbol(property))}`
  })
  const index = checker.getIndexInfosOfType(type).map(info => `[]:${inner(info.type)}`)
  return `{${[...fields, ...index].sort().join(';')}}`
}

test('a value stored on phones has a new version whenever its shape changes', () => {
  expect(Object.fromEntries(declarations())).toEqual(STORED)
})
