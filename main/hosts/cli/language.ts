import { type Language, languages } from '../../../core/text.ts'

/** The language of `--lang`, else of the system's settings. */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Language {
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='))
  const asked = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1])
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG
  return languages.find(language => (asked ?? system ?? '').toLowerCase().startsWith(language)) ?? 'en'
}
