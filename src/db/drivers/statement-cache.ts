/**
 * Prepared statements of one connection, by their SQL text, bounded.
 *
 * Preparing costs up to 200 us where running costs one. Two generations instead of a list in order
 * of use: a hit on a recent statement is one lookup and writes nothing, and whatever was not used
 * during a whole generation is dropped.
 */
export class StatementCache<Statement> {
  readonly #prepare: (sql: string) => Statement
  readonly #generation: number
  #recent: Map<string, Statement> = new Map()
  #older: Map<string, Statement> = new Map()

  /** Keeps between `generation` and twice as many statements. */
  constructor(prepare: (sql: string) => Statement, generation: number) {
    this.#prepare = prepare
    this.#generation = generation
  }

  get(sql: string): Statement {
    return this.#recent.get(sql) ?? this.#promote(sql)
  }

  /** How many are kept, for tests and for whoever watches memory. */
  get size(): number {
    return this.#recent.size + this.#older.size
  }

  #promote(sql: string): Statement {
    const statement = this.#older.get(sql) ?? this.#prepare(sql)
    this.#older.delete(sql)
    if (this.#recent.size >= this.#generation) {
      this.#older = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(sql, statement)
    return statement
  }
}
