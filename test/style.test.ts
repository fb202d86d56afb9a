import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '../renderer')
const named = readdirSync(renderer, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.(css|tsx?)$/.test(entry.name))
  .map(entry => join(entry.parentPath, entry.name))
  .map(path => ({ path: path.slice(renderer.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
const tokens = named.find(({ path }) => path === 'style/tokens.css')?.text ?? ''
const styles = named.filter(({ path }) => path.endsWith('.css') && path !== 'style/tokens.css')

/** Where a pattern occurs in these files, as `file: what was found`. */
const found = (files: typeof named, pattern: RegExp) =>
  files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([what]) => `${path}: ${what.trim()}`))

test('every colour stands in the tokens file, so that a theme can change all of them', () => {
  const colour =
    /#[0-9a-f]{3,8}\b(?=[\s;,)'"])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(|:\s*(?:white|black|red|green|blue|gr[ae]y)\b/gi
  expect(
    found(
      named.filter(({ path }) => path !== 'style/tokens.css'),
      colour,
    ),
  ).toEqual([])
})

test('text sizes, distances, corners and times come from the scales of the tokens file', () => {
  expect(found(styles, /font-size:(?!\s*(?:var\(|inherit|\d*\.?\d+em\b))[^;]+/g)).toEqual([])
  expect(found(styles, /border-radius:[^;]*\d+px[^;]*/g).filter(line => !line.includes('- 1px'))).toEqual([])
  expect(found(styles, /\n\s*(?:padding|margin|gap)[a-z-]*:[^;]*\b(?:[2-9]|1[0-6]|20)px[^;]*/g)).toEqual([])
  expect(found(styles, /[^\d.]\d+(?:\.\d+)?m?s\b(?=[\s;,])/g).filter(line => !line.includes('0.01ms'))).toEqual([])
})

test('every token that is used exists, and every theme names every colour', () => {
  const known = new Set(
    [...named.map(({ text }) => text), tokens].flatMap(text =>
      [...text.matchAll(/(--[\w-]+)["']?\s*[\]:]/g)].map(m => m[1]),
    ),
  )
  const used = found(named, /var\((--[\w-]+)/g).map(line => line.split(': var(') as [string, string])
  expect(used.filter(([, name]) => !known.has(name) && !name.startsWith('--xy-')).map(u => u.join(': '))).toEqual([])

  const themes = [...tokens.matchAll(/data-theme="(\w+)"\] \{([^}]*)\}/g)].map(([, theme, body]) => ({
    theme,
    colours: [...(body ?? '').matchAll(/(--[\w-]+):/g)].map(m => m[1]).sort(),
  }))
  expect(themes.map(({ theme }) => theme)).toEqual(['light', 'dark', 'contrast'])
  for (const { colours } of themes) expect(colours).toEqual(themes[0]?.colours)
})
