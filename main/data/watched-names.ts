import type { RowStream } from '../../core/block.ts'
import type { Report } from '../../core/report.ts'
import { namedRows } from './sources/remarks.ts'

/** The same rows. When all were read, it is told once if there are files to learn from by name, and others by name are learned from, too. */
export function watchedNames(rows: RowStream, report: (report: Report) => void): RowStream {
  let told = false
  return {
    async *[Symbol.asyncIterator]() {
      let [meant, taken] = [0, 0]
      for await (const some of rows) {
        for (const { named, part } of some)
          if (named === 'train') meant++
          else if (named && part === 'train') taken++
        yield some
      }
      if (!told && meant > 0 && taken > 0) report(namedRows(taken))
      told = true
    },
  }
}
