import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GoldenCase, readGoldenCase } from '../../../main/verify/golden-case.ts'
import { readSafetensors } from '../../../main/weights/read-safetensors.ts'

/** One folder of numbers that Transformers computed: see the README beside them. */
export const golden = (name: string): string => join(import.meta.dirname, '../../fixtures/golden', name)

export function fixture(name: string) {
  const read = (file: string) => readFileSync(join(golden(name), file))
  return {
    config: JSON.parse(read('config.json').toString()) as Record<string, unknown>,
    expected: readGoldenCase(golden(name)) as GoldenCase,
    weights: readSafetensors(read('model.safetensors'), name).tensors,
  }
}
