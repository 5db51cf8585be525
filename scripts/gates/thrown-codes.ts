/**
 * The codes of every PorticoError that src can throw, read from the syntax tree.
 *
 * A code may be written where the error is made, or be handed on: by a subclass to `super`, or by
 * a function to the error it makes. Whoever hands a code on is a "thrower", and its callers are
 * read the same way until nothing new is found. A code that cannot be read this way is reported.
 */
import { Visitor, type Argument, type Expression, type Node } from 'oxc-parser'
import { isTest, listSources, readSource, type Source } from './sources.ts'

export interface ThrownCode {
  readonly code: string
  /** `src/http/body.ts:49`. */
  readonly place: string
  /** The status of an HttpError when it is written as a number, else null. */
  readonly status: number | null
}

export interface ThrownCodes {
  readonly codes: readonly ThrownCode[]
  /** `place what` for codes that are not literals the gate understands. */
  readonly unreadable: readonly string[]
  readonly files: number
}

/** Which argument of a class or function is the code. Private functions are named `path#name`. */
type Throwers = Map<string, number>

interface Scope {
  /** What callers call: the function, or the class whose constructor it is. */
  readonly name: string | null
  readonly params: readonly (string | null)[]
}

interface Findings {
  codes: ThrownCode[]
  unreadable: string[]
}

export function findThrownCodes(root: string): ThrownCodes {
  const sources = listSources(root, ['src'])
    .filter((path) => !isTest(path))
    .map((path) => readSource(root, path))
  const throwers: Throwers = new Map([['PorticoError', 0]])
  for (;;) {
    const before = throwers.size
    const findings: Findings = { codes: [], unreadable: [] }
    for (const source of sources) readFile(source, throwers, findings)
    if (throwers.size === before) return { ...findings, files: sources.length }
  }
}

function readFile(source: Source, throwers: Throwers, findings: Findings): void {
  const constants = readConstants(source)
  const scopes: Scope[] = []
  const classes: { name: string; parent: string | null; hasConstructor: boolean }[] = []

  const visitCall = (callee: string | null, args: readonly Argument[], start: number): void => {
    const index =
      callee === null
        ? undefined
        : (throwers.get(callee) ?? throwers.get(`${source.path}#${callee}`))
    const argument = index === undefined ? undefined : args[index]
    if (argument === undefined || argument.type === 'SpreadElement') return
    const place = `${source.path}:${source.lineOf(start)}`
    if (argument.type === 'Identifier' && handOn(argument.name, scopes, throwers, source)) return
    const codes = literalsOf(argument, constants)
    if (codes === null)
      findings.unreadable.push(`${place} makes an error whose code is not written out`)
    const status = callee === 'HttpError' ? numberOf(args[0]) : null
    for (const code of codes ?? []) findings.codes.push({ code, place, status })
  }
  const enter = (name: string | null, params: readonly Node[]): void => {
    scopes.push({ name, params: params.map(paramName) })
  }
  const leave = (): void => {
    scopes.pop()
  }

  let pending: string | null = null // the name that the next function expression gets
  new Visitor({
    ClassDeclaration: ({ id, superClass, body }) => {
      const parent = superClass?.type === 'Identifier' ? superClass.name : null
      const name = id?.name ?? ''
      const hasConstructor = body.body.some(
        (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
      )
      classes.push({ name, parent, hasConstructor })
      const inherited = parent === null ? undefined : throwers.get(parent)
      if (!hasConstructor && inherited !== undefined) throwers.set(name, inherited)
    },
    'ClassDeclaration:exit': () => void classes.pop(),
    MethodDefinition: ({ kind, key }) => {
      pending = kind === 'constructor' ? (classes.at(-1)?.name ?? null) : nameOf(key)
    },
    VariableDeclarator: ({ id, init }) => {
      if (init?.type === 'ArrowFunctionExpression') pending = nameOf(id)
    },
    FunctionDeclaration: ({ id, params }) => enter(id?.name ?? null, params),
    'FunctionDeclaration:exit': leave,
    FunctionExpression: ({ params }) => {
      enter(pending, params)
      pending = null
    },
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: ({ params }) => {
      enter(pending, params)
      pending = null
    },
    'ArrowFunctionExpression:exit': leave,
    NewExpression: ({ callee, arguments: args, start }) => visitCall(nameOf(callee), args, start),
    CallExpression: ({ callee, arguments: args, start }) => {
      const name = callee.type === 'Super' ? (classes.at(-1)?.parent ?? null) : nameOf(callee)
      visitCall(name, args, start)
    },
  }).visit(source.parsed.program)
}

/** Whether `name` is a parameter of a function with a name; that function then is a thrower too. */
function handOn(
  name: string,
  scopes: readonly Scope[],
  throwers: Throwers,
  source: Source,
): boolean {
  const scope = scopes.findLast(({ params }) => params.includes(name))
  if (scope === undefined || scope.name === null) return false
  const shared = isExported(source, scope.name)
  throwers.set(shared ? scope.name : `${source.path}#${scope.name}`, scope.params.indexOf(name))
  return true
}

function isExported({ parsed }: Source, name: string): boolean {
  const entries = parsed.module.staticExports.flatMap((statement) => statement.entries)
  return entries.some((entry) => entry.localName.name === name)
}

/** The strings that `expression` can be, or null when it is none of the forms below. */
function literalsOf(
  expression: Expression,
  constants: ReadonlyMap<string, Expression>,
): string[] | null {
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : null
    case 'ConditionalExpression':
      return both(
        literalsOf(expression.consequent, constants),
        literalsOf(expression.alternate, constants),
      )
    case 'LogicalExpression':
      return both(literalsOf(expression.left, constants), literalsOf(expression.right, constants))
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return literalsOf(expression.expression, constants)
    case 'Identifier': {
      const constant = constants.get(expression.name)
      return constant === undefined ? null : literalsOf(constant, constants)
    }
    case 'MemberExpression':
      return literalsOf(expression.object, constants)
    case 'ObjectExpression':
      return expression.properties
        .map((property) =>
          property.type === 'Property' ? literalsOf(property.value, constants) : null,
        )
        .reduce<string[] | null>(both, [])
    default:
      return null
  }
}

function both(one: string[] | null, other: string[] | null): string[] | null {
  return one === null || other === null ? null : [...one, ...other]
}

function readConstants({ parsed }: Source): Map<string, Expression> {
  const constants = new Map<string, Expression>()
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && init !== null) constants.set(id.name, init)
    },
  }).visit(parsed.program)
  return constants
}

function numberOf(argument: Argument | undefined): number | null {
  return argument?.type === 'Literal' && typeof argument.value === 'number' ? argument.value : null
}

/** The last name of `fail`, `this.#fail` or `errors.fail`. */
function nameOf(node: Node): string | null {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name
  return node.type === 'MemberExpression' ? nameOf(node.property) : null
}

function paramName(node: Node): string | null {
  if (node.type === 'TSParameterProperty') return paramName(node.parameter)
  if (node.type === 'AssignmentPattern') return paramName(node.left)
  return node.type === 'Identifier' ? node.name : null
}
