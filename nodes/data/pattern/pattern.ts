import { refuse } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { patternProgram } from './pattern-program.ts'
import { type Parsed, parsePattern, Unsupported } from './pattern-tree.ts'
import { type Found, patternWalker, widthAt } from './walk-pattern.ts'

export interface Pattern {
  test(text: string): boolean
  /** The text with every match replaced. In `by`, $1 is the first group, $& the match, $$ a dollar sign, \n and \t a line feed and a tab. */
  replace(text: string, by: string): string
}

/**
 * A user's regular expression in JavaScript syntax with the flags m and u. It cannot hang: a text is read in
 * one pass, and what would need backtracking is refused, like an invalid pattern.
 */
export function pattern(source: string, { ignoreCase = false, param = 'pattern' } = {}): Pattern {
  const flags = ignoreCase ? 'iu' : 'u'
  const parsed = parsedOf(source, flags, param)
  const program = patternProgram(parsed, flags) ?? refuse('pattern-too-long', { param, ...tooLong })
  const find = patternWalker(program, parsed.groups)
  return {
    test: text => find(text, 0).found !== undefined,
    replace(text, by) {
      const pieces: string[] = []
      let rest = 0
      for (const found of allMatches(text, find, param)) {
        const [from = 0, to = 0] = found
        pieces.push(text.slice(rest, from), filled(by, text, found))
        rest = to
      }
      return pieces.length === 0 ? text : pieces.join('') + text.slice(rest)
    },
  }
}

/** Matching starts again after each match: with a pattern such as a.*b|a that can take quadratic time, and is stopped. */
const budget = (text: string) => 64 * text.length + 1_000_000

function* allMatches(text: string, find: ReturnType<typeof patternWalker>, param: string): Generator<Found> {
  let left = budget(text)
  for (let at = 0; at <= text.length; ) {
    const { found, read } = find(text, at)
    left -= read - at
    if (!found) return
    if (left < 0) refuse('pattern-too-slow', { param, ...tooSlow })
    yield found
    const [from = 0, to = 0] = found
    at = to > from ? to : to + widthAt(text, to)
  }
}

const filled = (by: string, text: string, found: Found): string =>
  by.replace(/\$(\$|&|\d)|\\([nt\\])/g, (whole, sign?: string, escaped?: string) => {
    if (escaped !== undefined) return { n: '\n', t: '\t' }[escaped] ?? '\\'
    if (sign === '$') return '$'
    const group = sign === '&' ? 0 : Number(sign)
    const [from, to] = found.slice(2 * group, 2 * group + 2)
    if (from === undefined || to === undefined) return whole
    return from < 0 || to < 0 ? '' : text.slice(from, to)
  })

function parsedOf(source: string, flags: string, param: string): Parsed {
  try {
    new RegExp(source, flags)
    return parsePattern(source)
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('bad-pattern', { param, ...badPattern(source, error) })
    if (error instanceof Unsupported) return refuse('pattern-too-hard', { param, ...tooHard(error.message) })
    throw error
  }
}

const badPattern = (source: string, { message }: SyntaxError) => {
  const reason = message.replace(/^.*\/[imsu]*: /, '')
  return {
    message: text(
      `The regular expression “${source}” is not valid: ${reason}.`,
      `正则表达式“${source}”无效：${reason}。`,
    ),
    fix: text(
      String.raw`Check the brackets, and put \ before characters that are meant literally, for example \. or \(.`,
      String.raw`请检查括号；若字符表示其本身，请在前面加 \，例如 \. 或 \(。`,
    ),
  }
}
const tooHard = (what: string) => ({
  message: text(`“${what}” is not supported in regular expressions here.`, `此处的正则表达式不支持“${what}”。`),
  fix: text(
    String.raw`Remove lookahead and lookbehind, (?=…) (?!…) (?<=…) (?<!…), backreferences such as \1, and flags.`,
    String.raw`请去掉前瞻与后顾 (?=…) (?!…) (?<=…) (?<!…)、\1 之类的反向引用以及标志。`,
  ),
})
const tooLong = {
  message: text('The regular expression nests too many repetitions.', '正则表达式中的重复嵌套过多。'),
  fix: text('Use smaller numbers in {…}, or * and + in their place.', '请减小 {…} 中的数字，或改用 * 和 +。'),
}
const tooSlow = {
  message: text(
    'The regular expression backtracks too much: it would read the same text again and again.',
    '该正则表达式回溯过多，会反复读取同一段文本。',
  ),
  fix: text(
    'Let its alternatives start with different characters, or end .* at something.',
    '请让各选项以不同的字符开头，或让 .* 在某处结束。',
  ),
}
