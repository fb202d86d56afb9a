import { existsSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Environment in which WebGPU finds SwiftShader, the software GPU that Chromium brings along; undefined where there is none.
 * It proves that nothing falls back to the CPU and that numbers agree, not speed.
 */
export function softwareGpu(): Record<string, string> | undefined {
  const { PATCHBAY_CHROMIUM } = process.env
  const folders = ['/usr/lib/chromium', ...(PATCHBAY_CHROMIUM ? [dirname(realpathSync(PATCHBAY_CHROMIUM))] : [])]
  const folder = folders.find(
    f => existsSync(join(f, 'vk_swiftshader_icd.json')) && existsSync(join(f, 'libvulkan.so.1')),
  )
  if (!folder) return undefined
  const icd = join(folder, 'vk_swiftshader_icd.json')
  return {
    LD_LIBRARY_PATH: folder,
    VK_ICD_FILENAMES: icd,
    VK_DRIVER_FILES: icd,
    XDG_RUNTIME_DIR: mkdtempSync(join(tmpdir(), 'patchbay-gpu-')),
  }
}

export const noGpu = 'WebGPU tests are skipped: no Chromium with SwiftShader was found on this machine.'
