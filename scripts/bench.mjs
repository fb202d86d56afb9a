// npm run bench [name …]: runs the files of bench/ one after the other, through Vite, so that blocks are found by folder.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, createServerModuleRunner } from 'vite'
import { root } from './build-if-needed.mjs'

const wanted = process.argv.slice(2)
const all = readdirSync(join(root, 'bench')).filter(name => name.endsWith('.bench.ts'))
const chosen = all.filter(name => wanted.length === 0 || wanted.some(word => name.includes(word)))
if (chosen.length === 0) console.error(`There is no such benchmark. There are: ${all.join(', ')}`)

const server = await createServer({
  root,
  configFile: false,
  server: { middlewareMode: true },
  appType: 'custom',
  logLevel: 'warn',
})
const runner = createServerModuleRunner(server.environments.ssr)
try {
  for (const name of chosen) await runner.import(join(root, 'bench', name))
} finally {
  await runner.close()
  await server.close()
}
