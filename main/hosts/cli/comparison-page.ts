import type { MetricPoint, RunComparison } from '../../../core/run/run.ts'
import { type Language, text } from '../../../core/text.ts'
import { footnote, formatMeasure, hasValues, measureTitle } from './format-comparison.ts'
import { formatValue } from './format-values.ts'

const colours = ['#0b6bcb', '#c2410c', '#15803d', '#7e22ce', '#b91c1c', '#0f766e']

/** A comparison as one HTML page: no script, nothing loaded from elsewhere. */
export function comparisonPage(
  comparison: RunComparison,
  points: readonly (readonly MetricPoint[])[],
  language: Language,
): string {
  const { runs, measures, differences } = comparison
  const heads = runs.map(
    (run, i) => `<th><i style="background:${colour(i)}"></i>${safe(run.name)}<br><small>${safe(run.id)}</small></th>`,
  )
  const rows = measures.filter(hasValues).map(m =>
    row(
      measureTitle(m, language),
      m.values.map(v => formatMeasure(m, v, language)),
    ),
  )
  const set = differences.map(({ name, values }) => row(name, values.map(formatValue)))
  return `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Patchbay: ${safe(runs.map(run => run.name).join(', '))}</title>
<style>${style}</style>
<h1>${text('Runs side by side', '运行对比')[language]}</h1>
<table><thead><tr><th></th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
<p>${safe(footnote[language])}</p>
<h2>${text('Validation loss over tokens seen', '验证损失（按已见词元）')[language]}</h2>
${chart(points.map(losses))}
<h2>${text('Different settings', '不同的设置')[language]}</h2>
<table><tbody>${set.join('')}</tbody></table>
</html>
`
}

const style =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}' +
  'th,td{text-align:left;padding:.25rem 1rem .25rem 0;border-bottom:1px solid #ddd;vertical-align:top}td{font-variant-numeric:tabular-nums}' +
  'i{display:inline-block;width:.8em;height:.8em;margin-right:.4em;border-radius:2px}p{white-space:pre-line}svg{width:100%;height:auto}'

const colour = (i: number) => colours[i % colours.length]
const row = (name: string, cells: readonly string[]) =>
  `<tr><th>${safe(name)}</th>${cells.map(words => `<td>${safe(words)}</td>`).join('')}</tr>`

const safe = (words: string) =>
  words.replace(/[&<>"]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? letter)

type Curve = readonly (readonly [x: number, y: number])[]

const losses = (points: readonly MetricPoint[]): Curve =>
  points.flatMap(p =>
    p.name === 'validation/loss' && typeof p.value === 'number' ? [[p.tokens, p.value] as const] : [],
  )

const wide = 800
const high = 300
const margin = 44

function chart(curves: readonly Curve[]): string {
  const all = curves.flat()
  if (all.length === 0) return ''
  const right = Math.max(...all.map(([x]) => x), 1)
  const top = Math.max(...all.map(([, y]) => y))
  const bottom = Math.min(0, ...all.map(([, y]) => y))
  const x = (v: number) => margin + (v / right) * (wide - margin - 10)
  const y = (v: number) => 10 + ((top - v) / (top - bottom || 1)) * (high - margin)
  const lines = curves.map((curve, i) => {
    const path = curve.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colour(i)}" stroke-width="2"/>`
  })
  const marks = [bottom, (top + bottom) / 2, top].map(
    v => `<text x="0" y="${y(v) + 4}" font-size="12">${formatValue(v)}</text>`,
  )
  const end = `<text x="${wide - 10}" y="${high - 8}" font-size="12" text-anchor="end">${formatValue(right)}</text>`
  return `<svg viewBox="0 0 ${wide} ${high}" role="img">${lines.join('')}${marks.join('')}${end}</svg>`
}
