import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{core,nodes,main,renderer}/**/*.test.ts', 'test/*.test.ts'],
    pool: 'forks',
    isolate: false, // a file's modules serve the next one: a third of a second less for each of 160 files
    maxWorkers: '100%',
    execArgv: ['--import', './bench/with-blocks.mjs'], // for worker threads, which read the blocks without Vite
    setupFiles: ['./test/same-bytes.ts'],
    testTimeout: 30_000,
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
})
