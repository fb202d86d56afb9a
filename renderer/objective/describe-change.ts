import type { BlockInfos } from '../../core/block/block-info.ts'
import type { BlockChange } from '../../core/compile/switch-objective.ts'
import { type ParamField, paramFields, paramValueText } from '../blocks/param-fields.ts'
import type { Words } from '../text/use-text.ts'

/** What becomes of a block's settings, a list each: taken over, adjusted, new, set aside. */
export function describeChange(
  { from, to }: BlockChange,
  kinds: BlockInfos,
  { t, f, say }: Pick<Words, 't' | 'f' | 'say'>,
): string[] {
  const [old, now] = [fieldsOf(from.type, kinds), fieldsOf(to.type, kinds)]
  const shown = (field: ParamField, given: unknown) => {
    const value = given ?? field.default
    if (typeof value === 'boolean') return value ? t.yes : t.no
    return paramValueText(field, value, say)
  }
  const named = (field: ParamField, value: unknown) => `${say(field.label)} ${shown(field, value)}`
  const kept: string[] = []
  const adjusted: string[] = []
  const fresh: string[] = []
  for (const field of now.values()) {
    const before = old.get(field.name)
    const [was, is] = [from.params[field.name], to.params[field.name]]
    if (!before) {
      if (!field.advanced) fresh.push(named(field, is))
      continue
    }
    const [first, then] = [shown(before, was), shown(field, is)]
    if (first !== then) adjusted.push(t.switchFromTo(say(field.label), first, then))
    else if (was !== undefined) kept.push(named(field, is))
  }
  const aside = [...old.values()].filter(({ name }) => !now.has(name) && from.params[name] !== undefined)
  const lists = [
    [t.switchKept, kept],
    [t.switchAdjusted, adjusted],
    [t.switchNew, fresh],
    [t.switchAside, aside.map(field => named(field, from.params[field.name]))],
  ] as const
  return lists.flatMap(([say, list]) => (list.length > 0 ? [say(f.list(list))] : []))
}

const fieldsOf = (type: string, kinds: BlockInfos): ReadonlyMap<string, ParamField> =>
  new Map(paramFields(kinds.get(type)?.params ?? {}).map(field => [field.name, field]))
