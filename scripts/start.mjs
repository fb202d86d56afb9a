// npm start: builds when needed, then opens the window.
import { patchbay } from './run-built-app.mjs'

patchbay('app', ...process.argv.slice(2))
