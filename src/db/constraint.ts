/**
 * Indexes and constraints of a table: `(hotel) => [index(hotel.city, hotel.name), unique(hotel.slug)]`.
 *
 * Declared over the model's own columns. Each has a name for messages and an identifier for the
 * database, derived from the table so that it is unique in a schema and the same on every machine.
 */
import { listNames } from '../internal/index.ts'
import type { Column } from './column.ts'
import type { Expression, Order } from './expression.ts'
import type { ExpressionNode } from './expression-node.ts'
import { conditionNode, ExpressionValue, OrderValue } from './expression-value.ts'
import { constraintIdentifier } from './identifier.ts'
import { ModelError } from './model-error.ts'
import type { ModelMetadata } from './model.ts'

export type Constraint = Index | Unique | Check

export interface Index {
  readonly kind: 'index'
  readonly name: string
  readonly identifier: string
  readonly columns: readonly IndexColumn[]
}

export interface IndexColumn {
  readonly column: Column
  readonly direction: 'asc' | 'desc'
}

export interface Unique {
  readonly kind: 'unique'
  readonly name: string
  readonly identifier: string
  readonly columns: readonly Column[]
}

export interface Check {
  readonly kind: 'check'
  /** As declared, in kebab-case: a `ConstraintError` carries it. */
  readonly name: string
  readonly identifier: string
  /** Over the table's own columns; `checkSql` gives its text. */
  readonly condition: ExpressionNode
}

/** What `index`, `unique` and `check` give: a constraint before it knows its model. */
export interface Declared {
  readonly kind: Constraint['kind']
  readonly name: string | null
  readonly on: readonly (Expression | Order)[]
}

const CHECK_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** An index over columns in this order; `hotel.stars.desc()` for a descending one. */
export function index(...columns: readonly (Expression | Order)[]): Declared {
  return { kind: 'index', name: null, on: columns }
}

/** No two rows share the values of all these columns. Rows with a NULL among them are not compared. */
export function unique(...columns: readonly Expression[]): Declared {
  return { kind: 'unique', name: null, on: columns }
}

/** Every row must satisfy `condition` (unknown counts as satisfied). `name` is kebab-case. */
export function check(name: string, condition: Expression<boolean | null>): Declared {
  return { kind: 'check', name, on: [condition] }
}

/** The constraints that `declare` makes of the columns `row` of `model`. Throws as below. */
export function resolveConstraints<Columns>(
  model: ModelMetadata,
  row: Columns,
  declare: (row: Columns) => readonly Declared[],
): Constraint[] {
  let declared: readonly Declared[]
  try {
    declared = declare(row)
  } catch (error) {
    // What a misspelled field ends in: undefined has no method.
    if (!(error instanceof TypeError)) throw error
    throw new ModelError(
      'model-constraint-invalid',
      `The constraints of model "${model.name}" use what it does not have (${error.message}). Its fields are ` +
        `${listNames(Object.keys(model.fields))}. Correct the name.`,
      { cause: error },
    )
  }
  return declared.map((one) => resolveConstraint(model, one))
}

/** Throws ModelError `model-constraint-invalid` for what is not about this model's own columns. */
function resolveConstraint(model: ModelMetadata, declared: Declared): Constraint {
  if (declared.kind === 'check') return resolveCheck(model, declared)
  const parts = declared.on.map((part) => indexColumn(model, part))
  const columns = parts.map((part) => part.column)
  if (columns.length === 0) {
    throw invalid(model, `has ${declared.kind}() without columns. Name at least one.`)
  }
  const names = columns.map((column) => column.name)
  const suffix = declared.kind === 'unique' ? 'key' : 'idx'
  const identifier = constraintIdentifier([model.table, ...names, suffix])
  const name = columns.map((column) => column.property).join(', ')
  return declared.kind === 'unique'
    ? { kind: 'unique', name, identifier, columns }
    : { kind: 'index', name, identifier, columns: parts }
}

function resolveCheck(model: ModelMetadata, declared: Declared): Check {
  const name = declared.name ?? ''
  if (!CHECK_NAME.test(name)) {
    throw invalid(model, `has a check named "${name}". Name it in kebab-case: "stars-known".`)
  }
  const condition = conditionNode(declared.on[0])
  refuseForeign(model, condition)
  return {
    kind: 'check',
    name,
    identifier: constraintIdentifier([model.table, name, 'check']),
    condition,
  }
}

function indexColumn(model: ModelMetadata, part: unknown): IndexColumn {
  const order = part instanceof OrderValue ? part.order : null
  const node = part instanceof ExpressionValue ? part['~node'] : order?.node
  if (node?.type !== 'column') {
    throw invalid(
      model,
      'has an index over something that is not one of its columns. Its fields are ' +
        `${listNames(Object.keys(model.fields))}; of money name \`amount\` or \`currency\`.`,
    )
  }
  refuseForeign(model, node)
  return { column: node.column, direction: order?.direction ?? 'asc' }
}

/** A constraint is about one row: it can neither join nor ask about other rows. */
function refuseForeign(model: ModelMetadata, node: ExpressionNode): void {
  switch (node.type) {
    case 'literal':
      return
    case 'column':
      if (node.scope.model === model && node.scope.via === 'root') return
      break
    case 'operation':
      for (const operand of node.operands) refuseForeign(model, operand)
      return
    case 'related':
    case 'aggregate':
      break
  }
  throw invalid(
    model,
    'has a constraint that reads other rows. Use only columns of the row itself.',
  )
}

function invalid(model: ModelMetadata, what: string): ModelError {
  return new ModelError('model-constraint-invalid', `Model "${model.name}" ${what}`)
}
