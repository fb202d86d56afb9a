import type { Category } from '../../core/block/block.ts'
import type { Text } from '../../core/text.ts'
import { text } from '../../core/text.ts'
import { useCatalog } from '../blocks/catalog.ts'
import { graphNow } from '../document/editor.ts'
import { fitCanvas } from '../react-flow/viewport.ts'
import { useRuns } from '../runs/run-store.ts'
import { showDialog } from '../state/dialogs.ts'
import { useSettings } from '../state/settings.ts'
import { openTemplate } from '../templates/open-template.ts'
import { templates } from '../templates/templates.ts'

/** One stop of the tour: what is pointed at, and what is said about it. */
export interface TourStep {
  readonly title: Text
  readonly words: Text
  readonly target: () => Element | null
  /** Makes the target visible. */
  readonly before?: () => void
}

/** From data to a trained model, in the order that teaches what sets the objectives apart. */
export const tourSteps: readonly TourStep[] = [
  {
    title: text('Start with data', '从数据开始'),
    words: text(
      'A model learns from text. This block provides it: a sample now, your own file whenever you like. It outputs rows of text, which the tokenizer splits into tokens.',
      '模型从文本中学习。这个模块提供文本：现在是示例，随时可以换成您自己的文件。它输出一行行文本，再由分词器切成词元。',
    ),
    target: () => stageElement('data'),
    before: fitCanvas,
  },
  {
    title: text('The three objectives differ here', '三种训练目标的区别就在这里'),
    words: text(
      'Causal: the labels are the text itself, shifted by one position. Masked: some tokens are masked and must be predicted. Sequence-to-sequence: one text is read, another is written. Select this block and press “Preview output” to see it token by token.',
      '因果语言建模：标签就是文本本身，错开一个位置。掩码语言建模：掩盖部分词元，再让模型预测。序列到序列：读一段，写另一段。选中此模块并点击“预览输出”，即可逐个词元地查看。',
    ),
    target: () => stageElement('collate'),
    before: fitCanvas,
  },
  {
    title: text('The network must match the objective', '网络要与训练目标相配'),
    words: text(
      'GPT reads from left to right and cannot see the tokens it predicts. BERT sees both sides. T5 reads with an encoder and writes with a decoder. One slider sets the size.',
      'GPT 从左到右阅读，看不到要预测的词元；BERT 能看到两侧；T5 用编码器读、用解码器写。规模只需一个滑块来调节。',
    ),
    target: () => stageElement('model'),
    before: fitCanvas,
  },
  {
    title: text('Run it', '开始运行'),
    words: text(
      'The pipeline is compiled and trained on this computer. You see the loss fall, and the latest sample shows what the model has learned. You can stop at any time: nothing is lost.',
      '流程图会在这台电脑上编译并训练。您会看到损失逐步下降，“最新样例”显示模型学到了什么。可以随时停止，不会丢失任何内容。',
    ),
    target: () => document.querySelector('.top-bar .button.primary, .top-bar .button.stop'),
  },
  {
    title: text('Compare runs and try the model', '比较运行并试用模型'),
    words: text(
      'Every run is kept here. Tick two runs to compare their settings and metrics fairly. In the “Playground” you can prompt the model yourself; under “Evaluate” it is measured on text it has never seen.',
      '每次运行都保存在这里。勾选两次运行即可公平地比较设置与指标。在“试验台”中亲自向模型提问；在“评估”中用它从未见过的文本衡量它。',
    ),
    target: () => document.querySelector('.runs-panel'),
    before: () => useRuns.setState({ visible: true }),
  },
]

/** The first block of a stage on the canvas, or the stage in the form. */
function stageElement(category: Category): Element | null {
  if (useSettings.getState().view === 'simple') return document.querySelector(`[data-stage="${category}"]`)
  const infos = useCatalog.getState().blocks
  const block = graphNow().blocks.find(({ type }) => infos.get(type)?.category === category)
  return block ? document.querySelector(`.react-flow__node[data-id="${CSS.escape(block.id)}"] .block`) : null
}

/** Whether the graph has all that the tour points at. */
export const graphFitsTour = (): boolean => {
  const infos = useCatalog.getState().blocks
  const there = new Set(graphNow().blocks.map(({ type }) => infos.get(type)?.category))
  return (['data', 'collate', 'model'] as const).every(category => there.has(category))
}

const tourStorageKey = 'toured'

/** Whether this person saw the tour, or skipped it. */
export const hasSeenTour = (): boolean => localStorage.getItem(tourStorageKey) === 'yes'
export const markTourSeen = () => localStorage.setItem(tourStorageKey, 'yes')

/** Begins the tour, on the pipeline that is open, or on a template where that has nothing to show. */
export function startTour() {
  const [first] = templates
  if (!graphFitsTour() && first) openTemplate(first)
  showDialog({ kind: 'tour', step: 0 })
}
