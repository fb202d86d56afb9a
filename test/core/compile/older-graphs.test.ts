import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import { graphSchema } from '../../../core/graph/graph.ts'
import { blocks } from '../../../nodes/index.ts'

// Pipelines as version 0.1.0 shipped them: block ids, parameters and ports in them must be understood for ever.
const folder = join(import.meta.dirname, '../../fixtures/graphs/0.1.0')
const read = (path: string) => ({ ...graphSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), name: 'of any name' })

function planOf(path: string) {
  const checked = checkGraph(read(path), blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  return compiled.ok ? { ok: true as const, plan: { ...compiled.value, name: '' } } : compiled // the name may be better today
}

test.each(readdirSync(folder))('%s of version 0.1.0 gives the plan of today', file => {
  const older = planOf(join(folder, file))
  expect(older).toEqual(planOf(join(import.meta.dirname, '../../../examples', file)))
  expect(older.ok || older.problems.every(({ code }) => code.endsWith('-not-read'))).toBe(true)
})
