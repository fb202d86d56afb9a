import type { z } from 'zod'
import type { Block } from '../block/block.ts'
import type { Problem } from '../problem.ts'
import { describeAllowedValues, quoteValue } from '../schema-issues.ts'
import { type Text, text } from '../text.ts'
import { paramFix } from './quick-fixes.ts'

/** A parameter value that the block's schema refuses, in words. A value not given yet is `missing`, not an error. */
export function invalidParam(id: string, block: Block, issue: z.core.$ZodIssue): Problem {
  const param = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys[0] : ''))
  const label = labelOf(block, param)
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  const repair = missing ? undefined : paramFix(id, block, param, issue)
  return {
    ...(repair ? { repair } : {}),
    code: missing ? 'missing-param' : 'invalid-param',
    severity: missing ? 'missing' : 'error',
    block: id,
    param,
    message: missing
      ? text(`“${label.en}” is not set yet.`, `“${label.zh}”尚未设置。`)
      : text(`“${label.en}” cannot be ${quoteValue(issue.input)}.`, `“${label.zh}”不能是 ${quoteValue(issue.input)}。`),
    fix: (missing && chooseTexts[String(metaOf(block, param)?.control)]) || describeAllowedValues(issue),
  }
}

/** What to do about a value that is chosen rather than typed. */
const chooseTexts: Readonly<Record<string, Text>> = {
  path: text('Choose a file or folder.', '请选择一个文件或文件夹。'),
  model: text('Choose a run, or a folder with a model.', '请选择一次运行，或含有模型的文件夹。'),
}

const metaOf = (block: Block, param: string) => (block.params.shape[param] as z.ZodType | undefined)?.meta()

function labelOf(block: Block, param: string): Text {
  const label = metaOf(block, param)?.label as Text | undefined
  return label ?? text(param, param)
}
