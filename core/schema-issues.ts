import type { z } from 'zod'
import { type Text, text } from './text.ts'

/** A refused value as a message quotes it. */
export const quoteValue = (value: unknown) => (value === undefined ? '…' : JSON.stringify(value))

/** What a schema would have accepted, as advice. */
export function describeAllowedValues(issue: z.core.$ZodIssue): Text {
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
        `Enter ${typeNames[issue.expected]?.en ?? issue.expected}.`,
        `请填写${typeNames[issue.expected]?.zh ?? issue.expected}。`,
      )
    case 'unrecognized_keys':
      return text('Remove it: this parameter does not exist.', '请删除：没有这个参数。')
    default:
      return text(issue.message, issue.message)
  }
}

const typeNames: Readonly<Record<string, Text>> = {
  int: text('a whole number', '一个整数'),
  number: text('a number', '一个数'),
  string: text('text', '一段文字'),
  boolean: text('yes or no', '是或否'),
}
