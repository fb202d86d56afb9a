import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: ['zod'] }, // read as the hundred files that it comes in, every process starts a tenth of a second later
      rolldownOptions: {
        input: {
          index: at('main/index.ts'),
          cli: at('main/hosts/cli.ts'),
          engine: at('main/engine/onnx/child.ts'),
          predict: at('main/engine/onnx/predict-child.ts'),
          evaluate: at('main/engine/onnx/evaluate-child.ts'),
          preview: at('main/preview/preview-child.ts'),
          sight: at('main/sight/sight-child.ts'),
          verify: at('main/verify/verify-child.ts'),
          devices: at('main/engine/devices/probe-child.ts'),
          tokenize: at('main/data/tokenize-worker.ts'),
          batches: at('main/engine/onnx/batch-worker.ts'),
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
