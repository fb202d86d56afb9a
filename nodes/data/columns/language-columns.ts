import type { ColumnFacts } from '../../../core/data/table-facts.ts'

/** ISO 639-1 codes of languages that are translated. */
const languageCodes =
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu ha he hi hr hu hy id is it ja ka kk km kn ko ky la lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yo zh zu'.split(
    ' ',
  )

/** Locales in which language names are recognised. */
const displayLocales = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'ja', 'ko']

/** From each code, name (also in its own language) and Chinese name (英语, 英文) of a language to its code. Built when first needed. */
let languageNames: ReadonlyMap<string, string> | undefined

function loadLanguageNames(): ReadonlyMap<string, string> {
  const namesIn = (locale: string) => new Intl.DisplayNames(locale, { type: 'language' })
  const [chinese, others] = [namesIn('zh'), displayLocales.map(namesIn)]
  const names = languageCodes.flatMap(code => {
    const stem = (chinese.of(code) ?? code).replace(/[语文]$/, '')
    const given = [...others, namesIn(code)].map(names => names.of(code)?.toLowerCase() ?? code)
    return [...given, `${stem}语`, `${stem}文`].map(name => [name, code] as const)
  })
  return new Map([...names, ...languageCodes.map(code => [code, code] as const)]) // a code takes precedence over another language's name
}

interface LanguageInName {
  readonly column: ColumnFacts
  readonly language: string
  /** The rest of the name: “text_*”. */
  readonly rest: string
}

/** The languages that the words of a column's name can stand for. */
function languagesInName(column: ColumnFacts): LanguageInName[] {
  languageNames ??= loadLanguageNames()
  const names = languageNames
  const parts = column.name.toLowerCase().split(/([^\p{L}]+)/u)
  return parts.flatMap((part, i) => {
    const language = names.get(part)
    return language === undefined ? [] : [{ column, language, rest: parts.with(i, '*').join('') }]
  })
}

/** The first two text columns whose names differ only by language: en and zh, text_en and text_fr, English and 中文. */
export function languageColumns(
  columns: readonly ColumnFacts[],
): readonly [source: string, target: string] | undefined {
  const texts = columns.filter(({ numeric, filled }) => !numeric && filled > 0)
  if (texts.length < 2) return undefined // building the names takes a tenth of a second
  const spoken = texts.flatMap(languagesInName).filter(({ language, rest }) => language !== 'id' || rest !== '*') // a column “id” is a row number
  for (const [i, source] of spoken.entries()) {
    const target = spoken
      .slice(i + 1)
      .find(
        ({ column, language, rest }) =>
          column !== source.column && language !== source.language && rest === source.rest,
      )
    if (target) return [source.column.name, target.column.name]
  }
  return undefined
}
