/**
 * The shape of a query: a text that is equal for queries which differ only in their values.
 *
 * One walk over the query gives the text and the literals in a fixed order; equal text means that one
 * plan serves both. Everything that reaches the SQL has to be in it: a clause left out here would
 * run the plan of another query.
 */
import type { Column } from './column.ts'
import {
  foreignScope,
  type ExpressionNode,
  type LiteralNode,
  type Scope,
} from './expression-node.ts'
import type { ModelMetadata } from './model.ts'
import type { IncludeState, QueryState } from './query-state.ts'

export interface Described {
  readonly key: string
  /** In the order of the walk; a literal that occurs twice is listed once. */
  readonly literals: readonly LiteralNode[]
  readonly values: readonly unknown[]
  /** The included rows that point back, each with a statement of its own, in the order of the walk. */
  readonly related: readonly DescribedInclude[]
}

export interface DescribedInclude extends Described {
  readonly include: IncludeState
}

/** What an update sets: a column, and the value of a literal or an expression. */
export interface Assignment {
  readonly column: Column
  readonly node: ExpressionNode
}

/** Describes the query, and what an update of its rows sets; costs about a microsecond. */
export function describe(state: QueryState, assignments: readonly Assignment[] = []): Described {
  return new Walk().query(state, assignments)
}

let lastModel = 0
const modelNumbers: WeakMap<ModelMetadata, number> = new WeakMap()

/** A number for each model: two models may have the same name, in tests for example. */
export function modelNumber(model: ModelMetadata): number {
  let number = modelNumbers.get(model)
  if (number === undefined) {
    number = ++lastModel
    modelNumbers.set(model, number)
  }
  return number
}

class Walk {
  #key = ''
  #model: ModelMetadata | undefined
  readonly #literals: LiteralNode[] = []
  readonly #related: DescribedInclude[] = []
  /** Scopes of subqueries, numbered as they are met: two of them may ask about the same relation. */
  #scopes: Scope[] | undefined

  query(state: QueryState, assignments: readonly Assignment[]): Described {
    this.#model = state.model
    this.#key = `${modelNumber(state.model)}`
    for (const { column, node } of assignments) {
      this.#key += `;u${column.name}=`
      this.#node(node)
    }
    this.#list('w', state.where)
    for (const term of state.order) {
      this.#key += `;o${term.direction}${term.nulls}`
      this.#node(term.node)
    }
    this.#optional(';l', state.limit)
    this.#optional(';f', state.offset)
    if (state.distinct) this.#key += ';d'
    if (state.keyed) this.#key += ';k'
    if (state.outputs !== null) this.#aggregates(state)
    this.#selection(state)
    return this.#result()
  }

  #result(): Described {
    const values = this.#literals.map((literal) => literal.value)
    return { key: this.#key, literals: this.#literals, values, related: this.#related }
  }

  #aggregates(state: QueryState): void {
    for (const { name, node } of state.outputs ?? []) {
      this.#key += `;a${name}=`
      this.#node(node)
    }
    this.#list('g', state.groups)
    this.#list('h', state.having)
  }

  /** The selected properties and the includes; of a row that is joined, nothing else can be said. */
  #selection(state: QueryState): void {
    if (state.select !== null) this.#key += `;s${state.select.join(',')}`
    for (const include of state.include) {
      this.#key += `;i${include.property}(`
      if (include.field.kind === 'reference') {
        this.#selection(include.state)
      } else {
        const described = describe(include.state)
        this.#related.push({ ...described, include })
        this.#key += described.key
      }
      this.#key += ')'
    }
  }

  #list(mark: string, nodes: readonly ExpressionNode[]): void {
    for (const node of nodes) {
      this.#key += `;${mark}`
      this.#node(node)
    }
  }

  #optional(mark: string, node: ExpressionNode | null): void {
    if (node === null) return
    this.#key += mark
    this.#node(node)
  }

  #node(node: ExpressionNode): void {
    switch (node.type) {
      case 'literal':
        return this.#literal(node)
      case 'column':
        this.#key += `${this.#scope(node.scope)}${node.column.name}`
        return
      case 'operation':
        this.#key += `${node.operator}(`
        for (const operand of node.operands) {
          this.#node(operand)
          this.#key += ','
        }
        this.#key += ')'
        return
      case 'related':
        this.#key += `${node.ask}${this.#scope(node.scope)}(`
        if (node.condition !== null) this.#node(node.condition)
        this.#key += ')'
        return
      case 'aggregate':
        this.#key += `${node.function}${node.distinct ? '!' : ''}<`
        if (node.operand !== null) this.#node(node.operand)
        this.#key += '>'
    }
  }

  #literal(node: LiteralNode): void {
    let index = this.#literals.indexOf(node)
    if (index === -1) index = this.#literals.push(node) - 1
    this.#key += `?${index}${node.kind}${node.list ? '[]' : ''}`
  }

  #scope(scope: Scope): string {
    if (scope.parent === null) {
      // Without its model in the text, another model's column would find the plan of this one's.
      if (scope.model !== this.#model) throw foreignScope(scope)
      return ''
    }
    const path = `${this.#scope(scope.parent)}${scope.property}`
    if (scope.via === 'reference') return `${path}.`
    this.#scopes ??= []
    let index = this.#scopes.indexOf(scope)
    if (index === -1) index = this.#scopes.push(scope) - 1
    return `${path}#${index}.`
  }
}
