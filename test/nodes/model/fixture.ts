import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSafetensors } from '../../../main/export/read-safetensors.ts'
import { type GoldenCase, goldenCase } from '../../../main/verify/golden-case.ts'

/** One folder of numbers that Transformers computed: see the README beside them. */
export const golden = (name: string): string => join(import.meta.dirname, '../../fixtures/golden', name)

export function fixture(name: string) {
  const read = (file: string) => readFileSync(join(golden(name), file))
  return {
    config: JSON.parse(read('config.json').toString()) as Record<string, unknown>,
    expected: goldenCase(golden(name)) as GoldenCase,
    weights: readSafetensors(read('model.safetensors'), name).tensors,
  }
}
