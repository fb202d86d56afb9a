// The part of XML that office programs write: no custom entities, no CDATA sections.
import { rowTooLarge } from '../../problems/data-problems.ts'

const maxElementCharacters = 64 * 2 ** 20

/** The elements with this name, each complete, of XML that arrives in chunks; a namespace prefix is ignored. Elements must not be nested in their own kind. */
export async function* streamElements(
  pieces: AsyncIterable<string>,
  name: string,
  file: string,
): AsyncGenerator<string> {
  const opening = new RegExp(`<((?:\\w+:)?${name})(?=[\\s/>])`, 'g')
  let open = ''
  for await (const piece of pieces) {
    open += piece
    let at = 0
    for (;;) {
      opening.lastIndex = at
      const found = opening.exec(open)
      const end = found ? endOf(open, found.index, found[1] ?? name) : undefined
      if (!found || end === undefined) {
        open = open.slice(found ? found.index : Math.max(at, open.length - 100)) // a name may be split between chunks
        break
      }
      yield open.slice(found.index, end)
      at = end
    }
    if (open.length > maxElementCharacters) throw rowTooLarge(file, Math.round(maxElementCharacters / 1e6))
  }
}

function endOf(text: string, start: number, name: string): number | undefined {
  const tag = text.indexOf('>', start)
  if (tag < 0) return undefined
  if (text[tag - 1] === '/') return tag + 1
  const closing = `</${name}>`
  const end = text.indexOf(closing, tag)
  return end < 0 ? undefined : end + closing.length
}

/** The elements with this name in a text, with their content. */
export const elementsIn = (text: string, name: string): { readonly element: string; readonly content: string }[] =>
  Array.from(
    text.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g')),
    ([element, content = '']) => ({ element, content }),
  )

/** An attribute of an element's opening tag; undefined when it is missing. */
export function attribute(element: string, name: string): string | undefined {
  const tag = element.slice(0, element.indexOf('>'))
  const found = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text with its entities decoded, including Excel's escapes of control characters: _x000D_. */
export const unescapeXml = (text: string): string =>
  text
    .replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, ten, sixteen, name) =>
      name === undefined
        ? character(ten === undefined ? Number.parseInt(sixteen, 16) : Number(ten))
        : (namedEntities[name] ?? whole),
    )
    .replace(/_x([0-9a-fA-F]{4})_/g, (_, code) => character(Number.parseInt(code, 16)))

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
