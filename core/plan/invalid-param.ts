import type { z } from 'zod'
import type { Block } from '../block.ts'
import type { Problem } from '../problem.ts'
import { type Text, text } from '../text.ts'

/** A parameter value that the block's schema refuses, in words. A value not given yet is `missing`, not an error. */
export function invalidParam(id: string, block: Block, issue: z.core.$ZodIssue): Problem {
  const param = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys[0] : ''))
  const label = labelOf(block, param)
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  return {
    code: missing ? 'missing-param' : 'invalid-param',
    severity: missing ? 'missing' : 'error',
    block: id,
    param,
    message: missing
      ? text(`“${label.en}” is not set yet.`, `“${label.zh}”尚未设置。`)
      : text(`“${label.en}” cannot be ${shown(issue.input)}.`, `“${label.zh}”不能是 ${shown(issue.input)}。`),
    fix: allowed(issue),
  }
}

function labelOf(block: Block, param: string): Text {
  const schema = block.params.shape[param] as z.ZodType | undefined
  const label = schema?.meta()?.label as Text | undefined
  return label ?? text(param, param)
}

const shown = (value: unknown) => (value === undefined ? '…' : JSON.stringify(value))

function allowed(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_small':
      return text(
        `Use ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`,
        `请使用${issue.inclusive ? '不小于' : '大于'} ${issue.minimum} 的值。`,
      )
    case 'too_big':
      return text(
        `Use ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}.`,
        `请使用${issue.inclusive ? '不大于' : '小于'} ${issue.maximum} 的值。`,
      )
    case 'invalid_value':
      return text(`Choose one of: ${issue.values.join(', ')}.`, `请选择其一：${issue.values.join('、')}。`)
    case 'invalid_type':
      return text(
        `Give ${kinds[issue.expected]?.en ?? issue.expected}.`,
        `请填写${kinds[issue.expected]?.zh ?? issue.expected}。`,
      )
    case 'unrecognized_keys':
      return text('Remove it: this block has no such parameter.', '请删除：该模块没有这个参数。')
    default:
      return text(issue.message, issue.message)
  }
}

const kinds: Readonly<Record<string, Text>> = {
  int: text('a whole number', '一个整数'),
  number: text('a number', '一个数'),
  string: text('a text', '一段文字'),
  boolean: text('yes or no', '是或否'),
}
