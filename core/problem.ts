import type { QuickFix } from './graph/quick-fix.ts'
import type { Text } from './text.ts'

/**
 * Something the user can fix. `missing` means "not configured yet" and is shown neutrally;
 * `error` blocks a run; `warning` does not.
 */
export interface Problem {
  readonly code: string
  readonly severity: 'missing' | 'error' | 'warning'
  /** Id of the block in the graph, when the problem belongs to one. */
  readonly block?: string
  /** Parameter or port of that block. */
  readonly param?: string
  readonly message: Text
  readonly fix: Text
  /** The change that certainly solves it, where one is known. */
  readonly repair?: QuickFix
}

/** Parameter values that solve a problem: of the block itself, or of the one upstream along the input ports in `of`. */
export interface ParamFix {
  readonly of?: readonly string[]
  readonly set: Readonly<Record<string, unknown>>
}

/** What a block's compile() throws to say why it cannot go on; compilePlan adds the block's id. Never leaves core/compile. */
export class Refusal extends Error {
  readonly problem: Problem
  readonly paramFix: ParamFix | undefined
  constructor(problem: Problem, paramFix?: ParamFix) {
    super(problem.message.en)
    this.name = 'Refusal'
    this.problem = problem
    this.paramFix = paramFix
  }
}

interface RefusalParts {
  readonly param?: string
  readonly message: Text
  readonly fix: Text
  readonly severity?: Problem['severity']
  /** The change that certainly solves it; the window offers to apply it. */
  readonly paramFix?: ParamFix
}

/** Stops a block's compile() with a problem: its stable code, the parameter, what is wrong and what to do. */
export function refuse(code: string, { severity = 'error', paramFix, ...parts }: RefusalParts): never {
  throw new Refusal({ code, severity, ...parts }, paramFix)
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Problems on their way across the contract: what a call throws when the user has something to fix. */
export class Refusals extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(p => p.message.en).join(' '))
    this.name = 'Refusals'
    this.problems = problems
  }
}
