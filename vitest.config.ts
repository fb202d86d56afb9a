import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long though they are small begin first, so that no core waits for the other at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const long = ({ moduleId }: TestSpecification) => /\.long\.|golden\.test/.test(moduleId)
    return [...sorted.filter(long), ...sorted.filter(file => !long(file))]
  }
}

export default defineConfig({
  test: {
    include: ['test/{core,nodes,main,renderer}/**/*.test.ts', 'test/*.test.ts'],
    pool: 'forks',
    isolate: false, // a file's modules serve the next one: a third of a second less for each of 160 files
    maxWorkers: '100%',
    execArgv: ['--import', './bench/with-blocks.mjs'], // for worker threads, which read the blocks without Vite
    sequence: { sequencer: LongestFirst },
    setupFiles: ['./test/same-bytes.ts'],
    testTimeout: 30_000,
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
})
