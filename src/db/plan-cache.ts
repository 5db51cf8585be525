/**
 * Plans by shape, bounded. How many shapes a program has depends on which filters its users combine,
 * so the cache must not grow with them.
 *
 * Two generations in place of a list in order of use: a hit on a recent plan is one lookup and writes
 * nothing; what was not used during a whole generation is dropped.
 */
export class PlanCache<Plan> {
  readonly #generation: number
  #recent: Map<string, Plan> = new Map()
  #older: Map<string, Plan> = new Map()

  /** Keeps between `generation` and twice as many plans. */
  constructor(generation: number) {
    this.#generation = generation
  }

  get(shape: string, make: () => Plan): Plan {
    return this.#recent.get(shape) ?? this.#promote(shape, make)
  }

  get size(): number {
    return this.#recent.size + this.#older.size
  }

  #promote(shape: string, make: () => Plan): Plan {
    const plan = this.#older.get(shape) ?? make()
    this.#older.delete(shape)
    if (this.#recent.size >= this.#generation) {
      this.#older = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(shape, plan)
    return plan
  }
}
