import { parseArgs } from 'node:util'
import { Refusals } from '../../../core/problem.ts'
import type { Language } from '../../../core/text.ts'
import { homeFolder } from '../../home.ts'
import { type Command, exit, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { openContext } from './context.ts'
import { commandHelp, generalHelp } from './help.ts'
import { languageOf } from './language.ts'
import { problemReply, problemWords } from './problem-words.ts'

const common = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Runs the command line and gives its exit code. `out` holds the built files. */
export async function main(args: readonly string[], out: string): Promise<number> {
  process.stdout.on('error', leaveQuietly) // the reader of our output went away, as `head` does
  const [name = 'help', ...rest] = args
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  const language = languageOf(rest)
  if (load) return start(name, (await load()).default, rest, { language, out })
  if (['help', '--help', '-h'].includes(name)) {
    console.log(await generalHelp(languageOf(args)))
    return exit.done
  }
  console.error(language === 'zh' ? `没有命令“${name}”。\n` : `There is no command “${name}”.\n`)
  console.error(await generalHelp(language))
  return exit.usage
}

async function start(name: string, command: Command, args: string[], where: { language: Language; out: string }) {
  const { language } = where
  const json = args.includes('--json')
  const context = openContext({ ...where, home: homeFolder(), json })
  try {
    const { values, positionals } = parse(command, args)
    if (values.help) {
      console.log(commandHelp(command, language))
      return exit.done
    }
    return await command.run(values as never, positionals, context)
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`patchbay ${name}: ${error.message}\n\n${commandHelp(command, language)}`)
      return exit.usage
    }
    if (!(error instanceof Refusals)) throw error
    if (json) console.log(JSON.stringify(problemReply(error.problems, language)))
    else for (const problem of error.problems) console.error(problemWords(problem, language))
    return exit.problem
  } finally {
    await context.close()
  }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...common, ...command.options }, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}
