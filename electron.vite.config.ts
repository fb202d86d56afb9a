import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: ['zod', 'htmlparser2'] }, // read as the hundred files that they come in, every process would start a tenth of a second later
      rolldownOptions: {
        input: {
          index: at('main/index.ts'),
          cli: at('main/cli.ts'),
          engine: at('main/engine/training/train-child.ts'),
          predict: at('main/engine/inference/predict-child.ts'),
          evaluate: at('main/engine/evaluation/evaluate-child.ts'),
          preview: at('main/preview/preview-child.ts'),
          sight: at('main/attention/attention-child.ts'),
          verify: at('main/verify/verify-child.ts'),
          devices: at('main/engine/onnx/probe-child.ts'),
          tokenize: at('main/data/tokens/tokenize-worker.ts'),
          batches: at('main/engine/training/batch-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false, // a sandboxed preload is one CommonJS file with everything in it
      rolldownOptions: {
        input: { index: at('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: { outDir: at('out/renderer'), minify: 'oxc', rolldownOptions: { input: at('renderer/index.html') } },
  },
})
