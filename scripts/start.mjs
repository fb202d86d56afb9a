// npm start: builds when needed, then opens the window.
import { patchbay } from './patchbay.mjs'

patchbay('app', ...process.argv.slice(2))
