// npm run demo: builds when needed, then trains the three objectives and compares them.
import { patchbay } from './patchbay.mjs'

patchbay('demo', ...process.argv.slice(2))
