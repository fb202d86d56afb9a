import { parseArgs } from 'node:util'
import { Refusals } from '../../../core/problem.ts'
import type { Language } from '../../../core/text.ts'
import { languages } from '../../../core/text.ts'
import { homeFolder } from '../../home-folder.ts'
import type { Command } from './command.ts'
import { exitCodes, UsageError } from './command.ts'
import { commandHelp, commands, generalHelp } from './commands.ts'
import { openContext } from './context.ts'
import { formatProblem, problemsReply } from './format-problem.ts'

const commonOptions = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Runs the command line and gives its exit code. `out` holds the built files. */
export async function main(args: readonly string[], out: string): Promise<number> {
  process.stdout.on('error', exitOnClosedPipe) // the reader of our output went away, as `head` does
  const [name = 'help', ...rest] = args
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  const language = detectLanguage(rest)
  if (load) return runCommand(name, (await load()).default, rest, { language, out })
  if (['help', '--help', '-h'].includes(name)) {
    console.log(await generalHelp(detectLanguage(args)))
    return exitCodes.done
  }
  console.error(language === 'zh' ? `没有命令“${name}”。\n` : `There is no command “${name}”.\n`)
  console.error(await generalHelp(language))
  return exitCodes.usage
}

async function runCommand(name: string, command: Command, args: string[], where: { language: Language; out: string }) {
  const { language } = where
  const json = args.includes('--json')
  const context = openContext({ ...where, home: homeFolder(), json })
  try {
    const { values, positionals } = parse(command, args)
    if (values.help) {
      console.log(commandHelp(command, language))
      return exitCodes.done
    }
    return await command.run(values as never, positionals, context)
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`patchbay ${name}: ${error.message}\n\n${commandHelp(command, language)}`)
      return exitCodes.usage
    }
    if (!(error instanceof Refusals)) throw error
    if (json) console.log(JSON.stringify(problemsReply(error.problems, language)))
    else for (const problem of error.problems) console.error(formatProblem(problem, language))
    return exitCodes.problem
  } finally {
    await context.close()
  }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...commonOptions, ...command.options }, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function exitOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}

/** The language of `--lang`, else of the system's settings. */
export function detectLanguage(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Language {
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='))
  const asked = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1])
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG
  return languages.find(language => (asked ?? system ?? '').toLowerCase().startsWith(language)) ?? 'en'
}
