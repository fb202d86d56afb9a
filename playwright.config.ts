import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { quiet } from './test/e2e/chromium.ts'

const known = [
  process.env.PATCHBAY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
const executablePath = known.find(path => path !== undefined && existsSync(path))

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'out/test/e2e',
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // recording each test takes a third more time: --trace on shows what one did
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
  },
})
