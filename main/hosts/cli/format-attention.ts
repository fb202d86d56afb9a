import type {
  AttentionGroup,
  AttentionMasks,
  AttentionPart,
  LeakTest,
  Recurrence,
} from '../../../core/preview/attention-mask.ts'
import { type Language, type Text, text } from '../../../core/text.ts'
import { formatTable, showWhitespace } from './format-values.ts'

type Say = (words: Text) => string

/** Who may look at whom, as a terminal shows it. */
export function formatAttention({ attentions, readings }: AttentionMasks, language: Language): string {
  const say: Say = words => words[language]
  return [...attentions.map(one => attentionText(one, say)), ...readings.map(one => readingText(one, say))].join('\n\n')
}

const parts: Readonly<Record<AttentionPart, Text>> = {
  self: text('Self-attention', '自注意力'),
  encoder: text('Encoder self-attention', '编码器自注意力'),
  decoder: text('Decoder self-attention', '解码器自注意力'),
  cross: text('Cross-attention (decoder to encoder)', '交叉注意力（解码器到编码器）'),
}

const shapes: Readonly<Record<AttentionGroup['shape'], (window: number) => Text>> = {
  full: () => text('full (bidirectional)', '全部（双向）'),
  causal: () => text('causal: itself and earlier positions', '因果：自身与之前的位置'),
  banded: n =>
    text(`causal window: itself and the ${n - 1} positions before it`, `因果窗口：自身与之前的 ${n - 1} 个位置`),
  near: n => text(`window: itself and ${n} positions on each side`, `窗口：自身与左右各 ${n} 个位置`),
  prefix: n =>
    text(`prefix: the first ${n} positions, itself and earlier ones`, `前缀：前 ${n} 个位置、自身与之前的位置`),
  documents: () =>
    text('per document: itself and earlier positions of the same text', '按文档：自身与同一文本中之前的位置'),
  other: () => text('as drawn', '如图所示'),
}

/** Places that are drawn: a terminal is narrow. */
const maxDrawnPositions = 24

function attentionText({ part, layers, shape, window = 0, padded, sees }: AttentionGroup, say: Say): string {
  const head = `${say(parts[part])} (${say(text('layers', '层'))} ${layers.join(', ')}): ${say(shapes[shape](window))}`
  const filled = padded ? [say(text('Padded positions are masked.', '填充位置已被掩码屏蔽。'))] : []
  const keys = Array.from({ length: maxDrawnPositions }, (_, key) => key).filter(key =>
    sees.some(runs => key <= (runs.at(-1)?.[1] ?? -1)),
  )
  const rows = sees.slice(0, maxDrawnPositions).map((runs, place) => {
    const cells = keys.map(key => (runs.some(([from, to]) => from <= key && key <= to) ? '█' : '·'))
    return `${String(place + 1).padStart(4)} ${cells.join('')}`
  })
  return [head, ...filled, ...rows].join('\n')
}

function readingText({ lane, backward, layers }: Recurrence, say: Say): string {
  const [en, zh] = lane === 'target' ? ['the target', '目标'] : ['the text', '文本']
  return say(
    backward
      ? text(
          `Reads ${en} from the last position to the first (${layers} layers); no attention mask.`,
          `从最后一个位置读到第一个：${zh}（${layers} 层）；没有注意力掩码。`,
        )
      : text(
          `Reads ${en} from the first position to the last (${layers} layers); no attention mask.`,
          `从第一个位置读到最后一个：${zh}（${layers} 层）；没有注意力掩码。`,
        ),
  )
}

/** What a proof came to. */
export function formatLeakTest(
  { places, place, lane, predicts, earlier, later }: LeakTest,
  language: Language,
): string {
  const say: Say = words => words[language]
  const lines = places
    .filter(({ padding }) => !padding)
    .map(({ token, changed, difference, before, after }, i) => [
      String(i + 1),
      showWhitespace(token),
      changed === undefined ? '' : `→ ${showWhitespace(changed)}`,
      String(Number(difference.toPrecision(3))),
      before === after ? showWhitespace(before) : `${showWhitespace(before)} → ${showWhitespace(after)}`,
    ])
  const heads = [
    '',
    text('token', '词元'),
    text('changed to', '改为'),
    text('difference', '差异'),
    text('prediction', '预测'),
  ]
  return `${formatTable([heads.map(head => (typeof head === 'string' ? head : say(head))), ...lines])}\n\n${say(verdict({ place, lane, predicts, earlier, later }))}`
}

function verdict({
  place,
  lane,
  predicts,
  earlier,
  later,
}: Pick<LeakTest, 'place' | 'lane' | 'predicts' | 'earlier' | 'later'>): Text {
  const [before, all] = [String(Number(earlier.toPrecision(3))), String(Number(later.toPrecision(3)))]
  if (lane !== predicts)
    return text(
      `The source changed after position ${place}: predictions change by up to ${all}.`,
      `源文在第 ${place} 个位置之后被更改：预测最多变化 ${all}。`,
    )
  if (earlier === 0)
    return text(
      `Tokens after position ${place} changed. Predictions up to there change by exactly 0: the model cannot see later tokens.`,
      `第 ${place} 个位置之后的词元被更改。在此之前的预测变化恰好为 0：模型看不到后面的词元。`,
    )
  return text(
    `Tokens after position ${place} changed. Predictions up to there change by up to ${before}: the model sees later tokens.`,
    `第 ${place} 个位置之后的词元被更改。在此之前的预测最多变化 ${before}：模型能看到后面的词元。`,
  )
}
