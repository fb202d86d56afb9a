import { DataType, type Decimal } from 'apache-arrow'

/** How values of a type of Arrow become ones that tell what they are: days and moments as dates, decimals as they are written. */
export function valuesOf(type: DataType): (value: unknown) => unknown {
  if (DataType.isDate(type) || DataType.isTimestamp(type))
    return value => (typeof value === 'number' || typeof value === 'bigint' ? new Date(Number(value)) : value)
  if (DataType.isDecimal(type)) return value => (ArrayBuffer.isView(value) ? decimal(value, type) : value)
  return value => value
}

/** A whole number in two's complement, the lowest 32 bits first, and how many of its digits are behind the point. */
function decimal(value: ArrayBufferView, { scale }: Decimal): string {
  const words = new Uint32Array(value.buffer, value.byteOffset, value.byteLength / 4)
  const bits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  const whole = BigInt.asIntN(words.length * 32, bits)
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
  const [front, behind] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)]
  const rest = behind.replace(/0+$/, '')
  return `${whole < 0n ? '-' : ''}${front}${rest === '' ? '' : `.${rest}`}`
}
