// Short phrases in English and another language: names of things (CLDR) and the words of a text editor (Monaco).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const longest = 80

/** `{source, target}` of both sources, each English phrase once. The codes name the language as CLDR and as Monaco do. */
export function phrases(cldr, monaco, code, editorCode) {
  const pairs = [...names(cldr, code), ...menus(monaco, editorCode)]
    .map(([source, target]) => ({ source: tidy(source), target: tidy(target) }))
    .filter(({ source, target }) => source.length <= longest && target !== '' && /[a-z]{2}/i.test(source))
    .filter(({ source, target }) => source.toLowerCase() !== target.toLowerCase())
  return [...new Map(pairs.map(pair => [pair.source, pair])).values()]
}

/** Names of symbols and of what emoji show, as CLDR gives them for reading aloud. */
function names(folder, code) {
  const read = language =>
    JSON.parse(readFileSync(join(folder, `annotations/${language}/annotations.json`), 'utf8')).annotations.annotations
  const [english, other] = [read('en'), read(code)]
  return Object.keys(english).flatMap(sign => {
    const pair = [english[sign].tts?.[0], other[sign]?.tts?.[0]]
    return pair.every(Boolean) ? [pair] : []
  })
}

/** Messages by their number: English stands in the calls of localize(), the others in one array per language. */
function menus(folder, code) {
  const file = readFileSync(join(folder, `esm/vs/nls/lang/${code}.js`), 'utf8')
  const messages = JSON.parse(/_VSCODE_NLS_MESSAGES=(\[.*?\]);\s*(?:globalThis|$)/s.exec(file)[1])
  const source = join(folder, 'esm/vs')
  return readdirSync(source, { recursive: true })
    .filter(path => path.endsWith('.js'))
    .sort()
    .flatMap(path => [
      ...readFileSync(join(source, path), 'utf8').matchAll(/\blocalize2?\((\d+), (["'])(.*?)(?<!\\)\2[,)]/g),
    ])
    .filter(([, number, , english]) => messages[number] && !english.includes('\\'))
    .map(([, number, , english]) => [english, messages[number]])
}

/** Without the marks of shortcut keys: `&&File`, and `文件(&&F)` where the letter is not in the word. */
const tidy = phrase =>
  phrase
    .replace(/\(&&\w\)/g, '')
    .replaceAll('&&', '')
    .replace(/\s+/g, ' ')
    .trim()
