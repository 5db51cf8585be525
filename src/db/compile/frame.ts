/**
 * The tables of one statement: which alias stands for which row, and which rows have to be joined.
 *
 * A frame is a FROM clause. Expressions are rendered first and ask for columns; whatever they reach
 * through references is joined once, in the order of asking. A subquery is a frame inside another and
 * may use the rows of the outer one.
 */
import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import {
  type ColumnNode,
  foreignScope,
  isOptional,
  type LiteralNode,
  type RelatedNode,
  type Scope,
} from '../expression-node.ts'
import { snakeCase } from '../identifier.ts'
import { expressionSql, type Surroundings } from './expression-sql.ts'
import { type Fragment, slot, type Tables } from './kysely.ts'

export type Select = SelectQueryBuilder<Tables, string, object>

/** What the frames of one statement share. */
export interface FrameOptions {
  readonly builder: Kysely<Tables>
  /** The place of each literal among the values of the query. */
  readonly literals: ReadonlyMap<LiteralNode, number>
}

interface Join {
  readonly scope: Scope
  readonly alias: string
  readonly parentAlias: string
}

export class Frame implements Surroundings {
  readonly base: Scope
  readonly alias: string
  readonly #joins: Join[] = []
  readonly #outer: Frame | null
  readonly #aliases: Map<Scope, string> = new Map()
  /** Shared by the frames of one statement: inner names must not hide outer ones. */
  readonly #taken: Set<string>
  readonly #options: FrameOptions

  constructor(base: Scope, options: FrameOptions, outer: Frame | null = null) {
    this.base = base
    this.#options = options
    this.#outer = outer
    this.#taken = outer === null ? new Set() : outer.#taken
    this.alias = this.#name(base, base.via === 'root' ? base.model.table : snakeCase(base.property))
  }

  column(node: ColumnNode): Fragment {
    return sql.ref(`${this.aliasOf(node.scope)}.${node.column.name}`)
  }

  literal(node: LiteralNode): Fragment {
    // Every literal of the query was numbered by the walk that made its shape.
    const value = slot(this.#options.literals.get(node) ?? 0, node.kind, node.list)
    return node.list ? setOf(value) : value
  }

  related(node: RelatedNode): Fragment {
    const inner = new Frame(node.scope, this.#options, this)
    const condition = node.condition === null ? null : expressionSql(node.condition, inner)
    const tie = inner.tie()
    const rows = inner.select().where(tie)
    const kept = condition === null ? rows : rows.where(sql<boolean>`(${condition})`)
    return node.ask === 'exists'
      ? sql`exists ${kept.select(sql.lit(1).as('found'))}`
      : sql`${kept.select(sql`count(*)`.as('found'))}`
  }

  /** The alias of a row, which is joined if it is not yet. */
  aliasOf(scope: Scope): string {
    const known = this.#find(scope)
    if (known !== undefined) return known
    if (scope.via !== 'reference' || scope.parent === null) throw foreignScope(scope)
    const owner = this.#ownerOf(scope)
    const parentAlias = owner.aliasOf(scope.parent)
    const alias = owner.#name(scope, pathOf(scope))
    owner.#joins.push({ scope, alias, parentAlias })
    return alias
  }

  get builder(): Kysely<Tables> {
    return this.#options.builder
  }

  /** `select from` with its joins; to be asked for when every expression has been rendered. */
  select(): Select {
    const { builder } = this.#options
    let query: Select = builder.selectFrom(named(this.base.model.table, this.alias))
    for (const { scope, alias, parentAlias } of this.#joins) {
      const on = joinCondition(scope, alias, parentAlias)
      const table = named(scope.model.table, alias)
      // A row that must exist is joined so that the database may also start from it.
      query = isOptional(scope)
        ? query.leftJoin(table, (join) => join.on(on))
        : query.innerJoin(table, (join) => join.on(on))
    }
    return query
  }

  /** The tables of its rows, joined ones included. */
  tables(): string[] {
    return [this.base, ...this.#joins.map((join) => join.scope)].map(({ model }) => model.table)
  }

  /** What ties the rows of a subquery to the row outside. */
  tie(): RawBuilder<boolean> {
    const { link, parent } = this.base
    const key = parent?.model.key[0]
    if (link === null || parent === null || key === undefined) throw foreignScope(this.base)
    return equal(`${this.alias}.${link.name}`, `${this.aliasOf(parent)}.${key.name}`)
  }

  #find(scope: Scope): string | undefined {
    const alias = this.#aliases.get(scope)
    return alias !== undefined || this.#outer === null ? alias : this.#outer.#find(scope)
  }

  /** The frame whose rows the references of `scope` start from. */
  #ownerOf(scope: Scope): Frame {
    let start = scope
    while (start.via === 'reference' && start.parent !== null) start = start.parent
    return this.#frameOf(start)
  }

  #frameOf(base: Scope): Frame {
    if (this.base === base) return this
    if (this.#outer === null) throw foreignScope(base)
    return this.#outer.#frameOf(base)
  }

  #name(scope: Scope, wanted: string): string {
    let alias = wanted
    for (let i = 2; this.#taken.has(alias); i++) alias = `${wanted}_${i}`
    this.#taken.add(alias)
    this.#aliases.set(scope, alias)
    return alias
  }
}

function joinCondition(scope: Scope, alias: string, parentAlias: string): RawBuilder<boolean> {
  const { link, model } = scope
  const key = model.key[0]
  if (link === null || key === undefined) throw foreignScope(scope)
  return equal(`${alias}.${key.name}`, `${parentAlias}.${link.name}`)
}

function equal(left: string, right: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(left)} = ${sql.ref(right)}`
}

/** The values of a list that is bound as one JSON text, so that its length is not part of the shape. */
export function setOf(list: Fragment): Fragment {
  return sql`(select value from json_each(${list}))`
}

function named(table: string, alias: string): string {
  return alias === table ? table : `${table} as ${alias}`
}

function pathOf(scope: Scope): string {
  if (scope.parent === null || scope.via === 'root') return ''
  const outer = pathOf(scope.parent)
  const own = snakeCase(scope.property)
  return outer === '' ? own : `${outer}_${own}`
}
