/** 1 234 567 as people read it, 4 significant digits of anything with a fraction. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value !== 'number') return String(value)
  if (Number.isInteger(value)) return whole(value)
  return Math.abs(value) >= 1000 ? whole(Math.round(value)) : String(Number(value.toPrecision(4)))
}

/** Thousands apart by a thin gap that does not break. */
const whole = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** Seconds as 42s, 3:05 or 1:02:03. */
export function duration(seconds: number): string {
  const s = Math.round(seconds)
  if (s < 60) return `${s}s`
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`
}
