import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Whether a graphics processor works, asked by an engine: its program lies beside the engine's. A crash of the driver means no. */
export async function probe(engine = process.argv[1] ?? ''): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(dirname(engine), 'devices.js')], {
      timeout: 60_000,
    })
    return (JSON.parse(stdout) as { value: boolean }).value
  } catch {
    return false
  }
}
