#!/usr/bin/env node
import './process/ensure-node.ts'
import { join } from 'node:path'

// Only now: what follows loads native modules
const { main } = await import('./hosts/cli/main.ts')
process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, '..'))
