import type { Problem } from '../../../core/problem.ts'
import type { Language } from '../../../core/text.ts'

/** A problem as a terminal shows it: where, what is wrong, what to do. */
export function formatProblem({ block, param, message, fix, severity }: Problem, language: Language): string {
  const where = [block, param].filter(Boolean).join('.')
  const mark = severity === 'warning' ? '!' : '✗'
  const lines = [`${mark} ${where ? `${where}: ` : ''}${message[language]}`]
  if (fix[language]) lines.push(`  → ${fix[language]}`)
  return lines.join('\n')
}

/** A problem with its words in one language, for programs. */
export const localizedProblem = ({ message, fix, ...rest }: Problem, language: Language) => ({
  ...rest,
  message: message[language],
  fix: fix[language],
})

/** What `--json` prints instead of an answer: the first problem, and all of them. */
export const problemsReply = (problems: readonly Problem[], language: Language) => {
  const all = problems.map(problem => localizedProblem(problem, language))
  return { ok: false, problem: all[0], problems: all }
}
