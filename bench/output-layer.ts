interface Measured {
  /** Processor time of each step. */
  readonly processor: readonly number[]
  /** MiB */
  readonly memory: number
}

const steps = '5'

/** Time and memory that scores only where there is loss, and in chunks, take as a share of those of scores everywhere at once. */
export function measureOutputLayer(measure: (script: string, args: readonly string[]) => Measured): void {
  console.log('\nOutput layer: processor time and memory as a share of scores for all places at once')
  console.log(['words', 'with loss', 'form', 'time', 'memory', 'MiB'].map(h => h.padStart(10)).join(' '))
  for (const [words, share, form] of [
    [4096, 0.15, 'rows'],
    [4096, 0.25, 'rows'],
    [32768, 0.15, 'rows'],
    [32768, 0.25, 'rows'],
    [32768, 1, 'chunks'],
  ] as const) {
    const run = (one: string) => measure('head.ts', [String(words), String(share), one, steps])
    const [plain, ours] = [run('everywhere'), run(form)]
    const time = best(ours) / best(plain)
    const cells = [words, `${share * 100} %`, form, time.toFixed(2), (ours.memory / plain.memory).toFixed(2)]
    console.log([...cells, ours.memory.toFixed(0)].map(cell => String(cell).padStart(10)).join(' '))
  }
}

const best = ({ processor }: Measured) => Math.min(...processor.slice(1))
