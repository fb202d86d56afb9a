// node --import ./bench/with-blocks.mjs: lets Node read files that find others by import.meta.glob, which only Vite knows.
import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const call = /import\.meta\.glob(?:<[^>]*>)?\(([^)]*)\)/

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const [found, given] = !url.includes('/node_modules/') ? (call.exec(String(loaded.source)) ?? []) : []
    if (!found) return loaded
    const patterns = [...given.matchAll(/'([^']+)'/g)].map(([, pattern]) => pattern)
    const not = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => normalize(pattern.slice(1)))
    const wanted = patterns.filter(pattern => !pattern.startsWith('!'))
    const paths = globSync(wanted, { cwd: dirname(fileURLToPath(url)) }).filter(path => !not.includes(normalize(path)))
    const imports = paths.map((path, i) => `import * as file${i} from './${path}'\n`)
    const files = paths.map((path, i) => `'./${path}': file${i}`)
    const source = String(loaded.source).replace(found, `({ ${files.join(', ')} })`)
    return { ...loaded, source: `${imports.join('')}${source}` }
  },
})
