// npm run demo: builds when needed, then trains the three objectives and compares them.
import { patchbay } from './run-built-app.mjs'

patchbay('demo', ...process.argv.slice(2))
