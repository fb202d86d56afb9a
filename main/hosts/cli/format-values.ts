/** Text in columns. Chinese characters are two cells wide. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => {
    row.forEach((cell, i) => {
      all[i] = Math.max(all[i] ?? 0, terminalWidth(cell))
    })
    return all
  }, [])
  return rows
    .map(row =>
      row
        .map((cell, i) => padCell(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const padCell = (cell: string, width: number) => cell + ' '.repeat(Math.max(0, width - terminalWidth(cell)))

/** Cells of a terminal that a text takes. */
export const terminalWidth = (words: string): number =>
  [...words].reduce(
    (sum, letter) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(letter) ? 2 : 1),
    0,
  )

/** 1 234 567 as people read it, 4 significant digits of anything with a fraction. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value !== 'number') return String(value)
  if (Number.isInteger(value)) return groupDigits(value)
  return Math.abs(value) >= 1000 ? groupDigits(Math.round(value)) : String(Number(value.toPrecision(4)))
}

/** Thousands apart by a thin gap that does not break. */
const groupDigits = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** Seconds as 42s, 3:05 or 1:02:03. */
export function formatDuration(seconds: number): string {
  const s = Math.round(seconds)
  if (s < 60) return `${s}s`
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`
}

/** A part of 1 in hundredths: 12.3 %. */
export const percent = (part: number, digits = 1): string => `${(100 * part).toFixed(digits)} %`

/** Spaces and line feeds as signs, so that a token is seen whole. */
export const showWhitespace = (token: string) =>
  escapeControls(token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '·'))

/** Control characters as their pictures: a terminal would obey them. */
export const escapeControls = (words: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  words.replace(/[\x00-\x1f\x7f-\x9f]/g, sign => {
    const code = sign.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '\ufffd'
  })
