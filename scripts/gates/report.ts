/** What a gate is asked and what it answers; scripts/gates/index.ts lists them. */
export interface Report {
  /** What was looked at, in numbers: a gate that saw nothing must not look like one that passed. */
  readonly checked: string
  /** A line each, `file:line what is wrong, and what to do`. The gate fails when there is one. */
  readonly problems: readonly string[]
  /** Printed, but not a reason to fail. */
  readonly warnings?: readonly string[]
}

export interface GateOptions {
  /** Take the shorter way where there is one. */
  readonly fast?: boolean
  /** Write down what is, instead of comparing with what was. */
  readonly update?: boolean
}

/** Looks at the repository in the folder `root`. Rejects only when it cannot look. */
export type Gate = (root: string, options?: GateOptions) => Promise<Report>
