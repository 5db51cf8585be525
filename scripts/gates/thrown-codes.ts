/**
 * The codes of every PorticoError that src can throw, read from the syntax tree.
 *
 * A code may be written where the error is made, or be handed on: by a subclass to `super`, or by
 * a function to the error it makes. Whoever hands a code on is a "thrower", and its callers are
 * read the same way until nothing new is found. A code that cannot be read this way is reported.
 */
import { Visitor, type Argument, type Class, type Expression, type Node } from 'oxc-parser'
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
    for (const source of sources) new FileReader(source, throwers, findings).read()
    if (throwers.size === before) return { ...findings, files: sources.length }
  }
}

/** Reads one file: follows the syntax tree and knows which function and class it is in. */
class FileReader {
  readonly #source: Source
  readonly #throwers: Throwers
  readonly #findings: Findings
  readonly #constants: ReadonlyMap<string, Expression>
  readonly #scopes: Scope[] = []
  readonly #classes: { name: string; parent: string | null }[] = []
  /** The name that the next function expression goes by. */
  #pending: string | null = null

  constructor(source: Source, throwers: Throwers, findings: Findings) {
    this.#source = source
    this.#throwers = throwers
    this.#findings = findings
    this.#constants = readConstants(source)
  }

  read(): void {
    const leave = (): void => void this.#scopes.pop()
    new Visitor({
      ClassDeclaration: (declaration) => this.#enterClass(declaration),
      'ClassDeclaration:exit': () => void this.#classes.pop(),
      MethodDefinition: ({ kind, key }) => {
        this.#pending = kind === 'constructor' ? (this.#classes.at(-1)?.name ?? null) : nameOf(key)
      },
      VariableDeclarator: ({ id, init }) => {
        if (init?.type === 'ArrowFunctionExpression') this.#pending = nameOf(id)
      },
      FunctionDeclaration: ({ id, params }) => this.#enterFunction(id?.name ?? null, params),
      'FunctionDeclaration:exit': leave,
      FunctionExpression: ({ params }) => this.#enterFunction(this.#pending, params),
      'FunctionExpression:exit': leave,
      ArrowFunctionExpression: ({ params }) => this.#enterFunction(this.#pending, params),
      'ArrowFunctionExpression:exit': leave,
      NewExpression: ({ callee, arguments: args, start }) =>
        this.#call(nameOf(callee), args, start),
      CallExpression: ({ callee, arguments: args, start }) => {
        const parent = this.#classes.at(-1)?.parent ?? null
        this.#call(callee.type === 'Super' ? parent : nameOf(callee), args, start)
      },
    }).visit(this.#source.parsed.program)
  }

  #enterClass({ id, superClass, body }: Class): void {
    const name = id?.name ?? ''
    const parent = superClass === null ? null : nameOf(superClass)
    this.#classes.push({ name, parent })
    const inherited = this.#codeIndexOf(parent)
    const constructs = body.body.some(
      (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
    )
    if (!constructs && inherited !== undefined) this.#addThrower(name, inherited)
  }

  #enterFunction(name: string | null, params: readonly Node[]): void {
    this.#scopes.push({ name, params: params.map(paramName) })
    this.#pending = null
  }

  #call(callee: string | null, args: readonly Argument[], start: number): void {
    const argument = args[this.#codeIndexOf(callee) ?? -1]
    if (argument === undefined || argument.type === 'SpreadElement') return
    if (argument.type === 'Identifier' && this.#handsOn(argument.name)) return
    const place = `${this.#source.path}:${this.#source.lineOf(start)}`
    const codes = literalsOf(argument, this.#constants)
    if (codes === null)
      this.#findings.unreadable.push(`${place} makes an error whose code is not written out`)
    const status = callee === 'HttpError' ? numberOf(args[0]) : null
    for (const code of codes ?? []) this.#findings.codes.push({ code, place, status })
  }

  /** Whether `name` is a parameter of a function with a name; that function then is a thrower too. */
  #handsOn(name: string): boolean {
    const scope = this.#scopes.findLast(({ params }) => params.includes(name))
    if (scope === undefined || scope.name === null) return false
    this.#addThrower(scope.name, scope.params.indexOf(name))
    return true
  }

  #addThrower(name: string, codeIndex: number): void {
    this.#throwers.set(
      isExported(this.#source, name) ? name : `${this.#source.path}#${name}`,
      codeIndex,
    )
  }

  #codeIndexOf(name: string | null): number | undefined {
    if (name === null) return undefined
    return this.#throwers.get(name) ?? this.#throwers.get(`${this.#source.path}#${name}`)
  }
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
