/**
 * The migration that creates the tables of models: SQL text for a file `0001_initial.sql`.
 *
 * Deterministic: the same models give the same bytes on every machine. Tables come in the order of
 * the models, but a table that is referred to before those that refer to it.
 */
import { listNames } from '../../internal/index.ts'
import type { Column } from '../column.ts'
import { checkSql } from '../compile/check-sql.ts'
import type { Dialect, DialectName } from '../dialects/dialect.ts'
import { sqlite } from '../dialects/sqlite.ts'
import { constraintIdentifier } from '../identifier.ts'
import type { ModelMetadata } from '../model.ts'
import { encodeValue } from '../value.ts'
import { columnCheck, columnCheckIdentifier } from '../column-check.ts'
import { MigrationError } from './migration-error.ts'

const dialects: Readonly<Partial<Record<DialectName, Dialect>>> = { sqlite }

/**
 * The SQL that creates the tables, indexes and constraints of `models` in an empty database. Throws
 * `migration-model-missing` when one of them refers to a model that is not among them.
 */
export function createMigration(
  models: readonly ModelMetadata[],
  dialectName: DialectName,
): string {
  const dialect = dialects[dialectName]
  if (dialect === undefined) {
    throw new MigrationError(
      'migration-dialect-unknown',
      `Tables cannot be written for ${JSON.stringify(dialectName)}. Dialects: ` +
        `${listNames(Object.keys(dialects))}. Use one of them.`,
    )
  }
  const statements = inOrderOfReference(models).flatMap((model) => [
    createTable(model, dialect),
    ...createIndexes(model, dialect),
  ])
  return (
    `-- The tables of ${models.map((model) => model.name).join(', ')}.\n` +
    '-- Edit it before it has run anywhere, never after: add a new migration then.\n\n' +
    statements.join('\n')
  )
}

/** Depth first; a circle of references is cut where it was entered. */
function inOrderOfReference(models: readonly ModelMetadata[]): ModelMetadata[] {
  const ordered: Set<ModelMetadata> = new Set()
  const visiting: Set<ModelMetadata> = new Set()
  const visit = (model: ModelMetadata): void => {
    if (ordered.has(model) || visiting.has(model)) return
    visiting.add(model)
    for (const { references } of model.columns) {
      if (references === null) continue
      if (!models.includes(references.model)) throw missing(model, references.model, models)
      visit(references.model)
    }
    ordered.add(model)
  }
  for (const model of models) visit(model)
  return [...ordered]
}

function createTable(model: ModelMetadata, dialect: Dialect): string {
  const lines = [
    ...model.columns.map((column) => columnLine(model, column, dialect)),
    ...keyLine(model, dialect),
    ...model.columns.flatMap((column) => columnCheckLine(model, column, dialect)),
    ...model.constraints.flatMap((one) =>
      one.kind === 'check'
        ? [checkLine(one.identifier, checkSql(one.condition, dialect), dialect)]
        : [],
    ),
    ...model.columns.flatMap((column) => referenceLine(model, column, dialect)),
  ]
  const table = dialect.quote(model.table)
  return `create table ${table} (\n  ${lines.join(',\n  ')}\n)${dialect.tableOptions(model)};\n`
}

function columnLine(model: ModelMetadata, column: Column, dialect: Dialect): string {
  const name = dialect.quote(column.name)
  if (column.generated) return `${name} ${dialect.generatedKey}`
  const parts = [name, dialect.columnType(column)]
  if (!column.nullable) parts.push('not null')
  if (isOnlyKey(model, column)) parts.push('primary key')
  const value = column.default
  if (value !== undefined && value !== null && typeof value !== 'function') {
    // An encoded value is text, a number or a boolean: literal() refuses anything else.
    parts.push(`default ${dialect.literal(encodeValue(column.kind, value))}`)
  }
  return parts.join(' ')
}

function keyLine(model: ModelMetadata, dialect: Dialect): string[] {
  if (model.key.length < 2) return []
  return [`primary key (${columnList(model.key, dialect)})`]
}

function columnCheckLine(model: ModelMetadata, column: Column, dialect: Dialect): string[] {
  const condition = columnCheck(model, column, dialect)
  return condition === null
    ? []
    : [checkLine(columnCheckIdentifier(model, column), condition, dialect)]
}

function checkLine(identifier: string, condition: string, dialect: Dialect): string {
  return `constraint ${dialect.quote(identifier)} check (${condition})`
}

function referenceLine(model: ModelMetadata, column: Column, dialect: Dialect): string[] {
  if (column.references === null) return []
  const { table, column: key, onDelete } = column.references
  const name = constraintIdentifier([model.table, column.name, 'fkey'])
  // No clause for `restrict`: what SQL does without one refuses too, but at the end of the statement,
  // so rows that point at each other can be deleted together.
  const action = { restrict: '', cascade: ' on delete cascade', 'set-null': ' on delete set null' }
  return [
    `constraint ${dialect.quote(name)} foreign key (${dialect.quote(column.name)}) ` +
      `references ${dialect.quote(table)} (${dialect.quote(key)})${action[onDelete]}`,
  ]
}

function createIndexes(model: ModelMetadata, dialect: Dialect): string[] {
  const table = dialect.quote(model.table)
  const create = (kind: string, identifier: string, columns: string): string =>
    `create ${kind} ${dialect.quote(identifier)} on ${table} (${columns});\n`
  const uniques = model.columns.filter((column) => column.unique && !isOnlyKey(model, column))
  return [
    ...uniques.map((column) =>
      create(
        'unique index',
        constraintIdentifier([model.table, column.name, 'key']),
        dialect.quote(column.name),
      ),
    ),
    ...model.constraints.flatMap((one) => {
      if (one.kind === 'check') return []
      if (one.kind === 'unique')
        return [create('unique index', one.identifier, columnList(one.columns, dialect))]
      const parts = one.columns.map(
        ({ column, direction }) =>
          dialect.quote(column.name) + (direction === 'desc' ? ' desc' : ''),
      )
      return [create('index', one.identifier, parts.join(', '))]
    }),
    ...model.columns
      .filter(({ field }) => field.kind === 'reference' && field.index)
      .filter((column) => !hasIndexOn(model, column))
      .map((column) =>
        create(
          'index',
          constraintIdentifier([model.table, column.name, 'idx']),
          dialect.quote(column.name),
        ),
      ),
  ]
}

/**
 * Whether something already finds rows by `column`. Without it, deleting the row referred to, and
 * reading the rows that point back, would read the whole table.
 */
function hasIndexOn(model: ModelMetadata, column: Column): boolean {
  if (column.unique || model.key[0] === column) return true
  return model.constraints.some((one) => {
    if (one.kind === 'check') return false
    const first = one.kind === 'unique' ? one.columns[0] : one.columns[0]?.column
    return first === column
  })
}

function isOnlyKey(model: ModelMetadata, column: Column): boolean {
  return model.key.length === 1 && model.key[0] === column
}

function columnList(columns: readonly Column[], dialect: Dialect): string {
  return columns.map((column) => dialect.quote(column.name)).join(', ')
}

function missing(
  model: ModelMetadata,
  target: ModelMetadata,
  models: readonly ModelMetadata[],
): MigrationError {
  return new MigrationError(
    'migration-model-missing',
    `Model "${model.name}" refers to "${target.name}", which is not among the models of the migration: ` +
      `${listNames(models.map((one) => one.name))}. Add it.`,
  )
}
