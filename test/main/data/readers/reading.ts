import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { FileSource } from '../../../../core/plan/plan.ts'
import type { Problem, Refusals } from '../../../../core/problem.ts'
import type { EngineReport } from '../../../../core/run/report.ts'
import type { TextRow } from '../../../../main/data/readers/read-context.ts'
import { rawRows, readFiles } from '../../../../main/data/rows/read-files.ts'
import { newFolder } from '../pipeline.ts'

/** A new folder of files, and what is read from them. */
export function reading() {
  const folder = newFolder()
  const reports: EngineReport[] = []
  const rows = async (path: string, format: string, more: Partial<FileSource> = {}): Promise<TextRow[]> => {
    const source = { kind: 'files', path: join(folder, path), format, ...more } as const
    const told = { report: (said: EngineReport) => reports.push(said) }
    // without names, the table as it is
    return source.named
      ? (await Array.fromAsync(readFiles(source, told))).flat().map(({ texts }) => texts)
      : Array.fromAsync(rawRows(source, told))
  }
  return {
    folder,
    rows,
    write(name: string, content: string | Uint8Array): string {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    /** What is said while reading, in English. */
    warnings: () => reports.flatMap(said => (said.t === 'warn' ? [said.message.en] : [])),
    problem: (path: string, format: string, more?: Partial<FileSource>): Promise<Problem | undefined> =>
      rows(path, format, more).then(
        found => expect.unreachable(`it was read: ${JSON.stringify(found).slice(0, 200)}`),
        (error: Refusals) => {
          if (!error.problems) throw error
          return error.problems[0]
        },
      ),
  }
}
