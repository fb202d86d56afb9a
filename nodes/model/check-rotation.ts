import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

/** Rotary positions turn pairs of numbers, so a head holds an even count of them. */
export function checkRotation({ width, heads }: { readonly width: number; readonly heads: number }): void {
  if ((width / heads) % 2 === 0) return
  refuse('odd-head', {
    param: 'width',
    message: text(
      `Each head has ${width / heads} numbers, but this network needs an even count.`,
      `每个头有 ${width / heads} 个数，但该网络要求偶数个。`,
    ),
    fix: text(`Use a width of ${2 * width}.`, `请把宽度设为 ${2 * width}。`),
  })
}
