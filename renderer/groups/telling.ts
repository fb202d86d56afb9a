import type { PlacedBlock } from '../../core/graph/graph.ts'
import type { Entry } from '../../core/graph/history.ts'
import { inWords } from '../../core/graph/in-words.ts'
import type { Text } from '../../core/text.ts'
import { useCatalog } from '../app/catalog.ts'
import { infoOf } from '../canvas/info-of.ts'
import { paramFields } from '../inspector/param-schema.ts'

/** What was done, in words. */
export function telling(entry: Entry): Text {
  const kinds = useCatalog.getState().blocks
  const paramName = (block: PlacedBlock, param: string) => {
    const info = infoOf(block, kinds)
    return info && paramFields(info.params).find(f => f.name === param)?.label
  }
  return inWords(entry.edit, { ...entry, kinds, paramName })
}
