#!/usr/bin/env node
// npx patchbay COMMAND: builds when needed, then runs a command of the built app.
import { patchbay } from './run-built-app.mjs'

patchbay(...process.argv.slice(2))
