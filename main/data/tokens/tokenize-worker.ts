// The entry file of a worker thread that turns rows into tokens.
import { workerData } from 'node:worker_threads'
import type { Row } from '../../../core/block/abilities.ts'
import { serveRequests } from '../../process/worker-rpc.ts'
import { parts, type RowEncoderConfig, rowEncoder } from './encode-rows.ts'

const encode = rowEncoder(workerData as RowEncoderConfig)

serveRequests(
  (rows: readonly Row[]) => encode(rows),
  encoded =>
    parts.flatMap(part => Object.values(encoded[part]).flatMap(({ ids, marks }) => (marks ? [ids, marks] : [ids]))),
)
