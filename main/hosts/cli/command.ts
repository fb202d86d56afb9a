import type { ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Client } from '../../../core/rpc/contract.ts'
import type { Language, Text } from '../../../core/text.ts'

/** What a command has to work with. */
export interface Context {
  readonly home: string
  /** The built files. */
  readonly out: string
  readonly language: Language
  readonly json: boolean
  /** The app behind the same calls as the window's; opened when it is first asked for. */
  readonly client: () => Promise<Client>
  /** Ends the runs of this process at once. */
  readonly kill: () => void
  readonly print: (line: string) => void
  /** The answer of the command: one JSON object with --json, else these lines. */
  readonly answer: (value: unknown, words: () => string) => void
}

type ParseConfig<O extends ParseArgsOptionsConfig> = { options: O; allowPositionals: true }
export type Values<O extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<ParseConfig<O>>>['values']

interface CommandSpec<O extends ParseArgsOptionsConfig> {
  readonly usage: string
  readonly help: Text
  readonly options: O
  /** Gives the exit code. */
  readonly run: (values: Values<O>, words: readonly string[], context: Context) => Promise<number>
}

export type Command = CommandSpec<Record<string, never>>

/** Declares a command; its options type its values. */
export const command = <const O extends ParseArgsOptionsConfig>(spec: CommandSpec<O>): Command =>
  spec as unknown as Command

/** 0 done · 1 a problem the user can fix · 2 wrong usage · 3 the run failed · 130 interrupted. */
export const exitCodes = { done: 0, problem: 1, usage: 2, failed: 3, interrupted: 130 } as const

/** The command line itself is wrong: shown with the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The words of a command that takes exactly these, or a usage error. */
export function requireArguments<const N extends readonly string[]>(
  words: readonly string[],
  ...names: N
): { [K in keyof N]: string } {
  const missing = names[words.length]
  if (missing) throw new UsageError(`Missing argument: ${missing}`)
  if (words.length > names.length) throw new UsageError(`Unexpected argument “${words[names.length]}”`)
  return words as unknown as { [K in keyof N]: string }
}

/** A whole number given as an option. */
export function integerOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (Number.isInteger(number) && value.trim() !== '') return number
  throw new UsageError(`--${name} must be a whole number, not “${value}”`)
}

/** A number given as an option. */
export function numberOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (Number.isFinite(number) && value.trim() !== '') return number
  throw new UsageError(`--${name} must be a number, not “${value}”`)
}

/** A signal that Ctrl-C, or being asked to end, gives. */
export function interruptSignal(): AbortSignal {
  const leave = new AbortController()
  const interrupt = () => leave.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  return leave.signal
}
