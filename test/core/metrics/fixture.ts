import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Numbers that the usual Python packages computed: see the README beside them. */
export const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../fixtures/metrics/${name}.json`), 'utf8'))
