import type { z } from 'zod'
import type { ModelConfig } from '../../core/nn/network.ts'
import type { Problem } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'
import { useMatchingConfig } from './weight-problems.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** Problems told at once. */
const maxShownProblems = 3
/** Characters of a value that are shown: some settings hold long lists. */
const maxValueLength = 80

/** What is wrong with the settings of a config.json: each problem names the setting, what it is and what it may be. */
export const configProblems = ({ issues }: z.ZodError, config: ModelConfig): Problem[] =>
  issues.slice(0, maxShownProblems).map(issue => problem(issue, config))

function problem(issue: Issue, config: ModelConfig): Problem {
  if (issue.code === 'invalid_value') return unsupportedSetting(issue.path, issue.values, config)
  // what tells kinds of a setting apart is shown with all that stands beside it
  if (issue.code === 'invalid_union' && 'options' in issue && issue.options)
    return unsupportedSetting(issue.path.slice(0, -1), issue.options, config, `${String(issue.path.at(-1))} `)
  const { en, zh } = expectedValue(issue)
  const { en: said, zh: saidZh } = describeSetting(issue.path, config)
  return badSetting(text(`${said}. It must be ${en}.`, `${saidZh}。它必须是${zh}。`), useMatchingConfig)
}

/** A setting that other values have, too, but whose numbers are not computed here. */
function unsupportedSetting(path: Path, values: readonly unknown[], config: ModelConfig, what = ''): Problem {
  const { en, zh } = describeSetting(path, config)
  const known = values.map(value => JSON.stringify(value))
  return badSetting(
    text(`${en}, which Patchbay does not support for this network.`, `${zh}，Patchbay 的该网络不支持。`),
    text(`Choose a model with ${what}${known.join(' or ')}.`, `请选择此处为 ${what}${known.join(' 或 ')} 的模型。`),
  )
}

/** What config.json says of a setting. */
function describeSetting(path: Path, config: ModelConfig): Text {
  const [name, whole] = [path.join('.'), JSON.stringify(valueAt(path, config))]
  const value = whole && whole.length > maxValueLength ? `${whole.slice(0, maxValueLength)}…` : whole
  return value === undefined
    ? text(`config.json has no ${name}`, `config.json 中没有 ${name}`)
    : text(`config.json has ${name}: ${value}`, `config.json 中 ${name} 为 ${value}`)
}

const valueAt = (path: Path, config: ModelConfig): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], config)

function expectedValue(issue: Issue): Text {
  if (issue.code === 'too_small') {
    const least = `${issue.inclusive ? '≥' : '>'} ${issue.minimum}`
    return text(`a number ${least}`, `${least} 的数`)
  }
  if (issue.code === 'too_big') {
    const largest = `${issue.inclusive ? '≤' : '<'} ${issue.maximum}`
    return text(`a number ${largest}`, `${largest} 的数`)
  }
  return (issue.code === 'invalid_type' && typeNames[issue.expected]) || text('another value', '其他值')
}

const typeNames: Readonly<Record<string, Text>> = {
  int: text('a whole number', '整数'),
  number: text('a number', '数'),
  boolean: text('true or false', 'true 或 false'),
  string: text('a text', '文本'),
  array: text('a list', '列表'),
  object: text('an object, {…}', '对象 {…}'),
  record: text('an object, {…}', '对象 {…}'),
}

const badSetting = (message: Text, fix: Text): Problem => ({ code: 'bad-config', severity: 'error', message, fix })
