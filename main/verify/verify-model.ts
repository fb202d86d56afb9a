import { existsSync } from 'node:fs'
import type { Blocks } from '../../core/block/block.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { Finding, Verification } from '../../core/run/verification.ts'
import { type Text, text } from '../../core/text.ts'
import { checkTokenizerSize } from '../weights/check-tokenizer.ts'
import { type LoadedModel, loadModel } from '../weights/load-model.ts'
import { caseModel } from './case-model.ts'
import { compareGeneration } from './compare-generation.ts'
import { compareTraining } from './compare-training.ts'
import { runForwardPass } from './forward-pass.ts'
import { type GoldenCase, readGoldenCase } from './golden-case.ts'
import { verifyChecksums } from './verify-checksums.ts'

/**
 * Looks at all there is in a model's folder: names, shapes, tokenizer, checksums, a forward pass, and the numbers of a
 * case.json. Throws Refusals when a file cannot be used; numbers that differ too much are findings.
 */
export async function verifyModel(folder: string, blocks: Blocks): Promise<Verification> {
  if (!existsSync(folder)) throw new Refusals([noFolder(folder)])
  const golden = readGoldenCase(folder)
  const { model, files } = await checkFiles(folder, blocks)
  const { tokens, scores } = await runForwardPass(model.network, model.weights)
  const ran = passed(
    text('forward pass', '前向计算'),
    text(
      `${tokens} tokens gave ${scores} logits, all finite`,
      `${tokens} 个词元得到 ${scores} 个 logits，均为有限数值`,
    ),
  )
  const findings = [...files, ran, ...(golden ? await compareNumbers(golden, model, blocks) : [])]
  return { folder, passed: findings.every(({ state }) => state !== 'failed'), findings }
}

const passed = (name: Text, detail: Text): Finding => ({ name, state: 'passed', detail })
const skipped = (name: Text, detail: Text): Finding => ({ name, state: 'skipped', detail })

/** All that is wrong with the files is told at once. */
async function checkFiles(folder: string, blocks: Blocks): Promise<{ model: LoadedModel; files: Finding[] }> {
  const problems: Problem[] = []
  const attempt = async <T>(look: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await look()
    } catch (error) {
      if (!(error instanceof Refusals)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }
  const sums = await attempt(() => verifyChecksums(folder))
  const model = await attempt(() => loadModel(folder, blocks))
  const size = model && (await attempt(() => checkTokenizerSize(folder, model.network, model.parameters)))
  if (!model || problems.length > 0) throw new Refusals(problems)
  return { model, files: [weightsFinding(model), tokenizerFinding(size), checksumsFinding(sums)] }
}

function weightsFinding({ network, parameters }: LoadedModel): Finding {
  const numbers = [...parameters.values()].reduce((sum, { size }) => sum + size, 0)
  const kind = [network.config.architectures ?? network.config.model_type].flat()[0]
  return passed(
    text('names and shapes', '名称与形状'),
    text(
      `${kind}: ${parameters.size} tensors, ${numbers} values, none missing or unexpected`,
      `${kind}：${parameters.size} 个张量，共 ${numbers} 个数值，无缺失、无多余`,
    ),
  )
}

function tokenizerFinding(size: number | undefined): Finding {
  const name = text('tokenizer', '分词器')
  if (size === undefined) return skipped(name, text('there is no tokenizer.json', '没有 tokenizer.json'))
  return passed(name, text(`${size} tokens, one embedding row each`, `${size} 个词元，各有对应的嵌入行`))
}

function checksumsFinding(files: number | undefined): Finding {
  const name = text('checksums', '校验和')
  if (files === undefined) return skipped(name, text('there is no state.json', '没有 state.json'))
  return passed(name, text(`${files} files match their checksums`, `${files} 个文件与校验和一致`))
}

/** Each number that a case holds, and how near ours must be. */
async function compareNumbers(golden: GoldenCase, model: LoadedModel, blocks: Blocks): Promise<Finding[]> {
  const prepared = caseModel(golden, model.network.config, blocks)
  const training = await compareTraining(golden, prepared, model.weights)
  const writing = await compareGeneration(golden, model.network, model.weights)
  return [
    comparisonFinding(text('logits', 'logits'), training.logits, 1e-4),
    comparisonFinding(text('loss', '损失'), training.loss, 1e-5),
    comparisonFinding(text('gradient norms (relative)', '梯度范数（相对）'), training.gradients, 1e-3),
    comparisonFinding(text('training losses', '训练损失'), training.stepLosses, 1e-4),
    comparisonFinding(
      text('gradient norms during training (relative)', '训练中的梯度范数（相对）'),
      training.stepNorms,
      1e-3,
    ),
    ...(writing
      ? [
          comparisonFinding(text('greedy decoding (tokens)', '贪心解码（词元）'), writing.greedy, 0),
          comparisonFinding(text('beam search (tokens)', '束搜索（词元）'), writing.beams, 0),
          comparisonFinding(text('beam search scores', '束搜索得分'), writing.scores, 1e-4),
        ]
      : []),
  ]
}

function comparisonFinding(name: Text, difference: number, limit: number): Finding {
  const shown = difference === 0 ? '0' : difference.toExponential(1)
  return {
    name,
    state: difference <= limit ? 'passed' : 'failed',
    detail: text(`largest difference ${shown}, at most ${limit}`, `最大差异 ${shown}，上限 ${limit}`),
    difference,
    limit,
  }
}

const noFolder = (folder: string): Problem => ({
  code: 'no-such-folder',
  severity: 'error',
  message: text(`The folder “${folder}” does not exist.`, `找不到文件夹“${folder}”。`),
  fix: text('Check the name, or choose another folder.', '请检查名称，或选择其他文件夹。'),
})
