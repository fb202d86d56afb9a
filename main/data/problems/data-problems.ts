// Problems of a user's data, in words. The plan does not know block ids, so the problems name only the parameter.
import { join } from 'node:path'
import type { Problem } from '../../../core/problem.ts'
import { Refusals } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { type Language, type Text, text } from '../../../core/text.ts'

/** A problem with a parameter of the block that names the data. */
export const dataProblem = (code: string, param: string, message: Text, fix: Text): Refusals => {
  const problem: Problem = { code, severity: 'error', param, message, fix }
  return new Refusals([problem])
}

export const missingFile = (path: string) =>
  dataProblem(
    'missing-file',
    'path',
    text(`There is no file or folder “${path}”.`, `找不到文件或文件夹“${path}”。`),
    text('Choose it again; it may have been moved or renamed.', '请重新选择；它可能已被移动或改名。'),
  )

/** A pipe or a device may never end, and data is read more than once. */
export const notAFile = (path: string) =>
  dataProblem(
    'no-file',
    'path',
    text(`“${path}” is not a file but a pipe or a device.`, `“${path}”不是文件，而是管道或设备。`),
    text('Save its content to a file and choose that file.', '请把其内容保存为文件，再选择该文件。'),
  )

export const noPermission = (path: string) =>
  dataProblem(
    'no-permission',
    'path',
    text(`No permission to read “${path}”.`, `没有读取“${path}”的权限。`),
    text('Give this account permission to read it, or choose another file.', '请允许当前账户读取，或选择其他文件。'),
  )

const alternatives = (language: Language, kinds: readonly string[]) =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(kinds)

/** Extensions in words; a general phrase when they are many. */
export const fileKindsText = (kinds: readonly string[]): Text =>
  kinds.length > 6
    ? text('text or table files', '文本或表格文件')
    : text(`${alternatives('en', kinds)} files`, ` ${alternatives('zh', kinds)} 文件`)

/** `others`: the extensions of the files that the folder holds instead. */
export const emptyFolder = (path: string, kinds: readonly string[], [other]: readonly string[]) =>
  dataProblem(
    'empty-folder',
    'path',
    text(
      `The folder “${path}” contains no ${fileKindsText(kinds).en}.`,
      `文件夹“${path}”中没有${fileKindsText(kinds).zh}。`,
    ),
    other === undefined
      ? text('Choose a folder with such files, or a single file.', '请选择包含此类文件的文件夹，或选择一个文件。')
      : text(
          `Choose a folder with such files, or a single file. If its ${other} files are text, enter ${join(path, `*${other}`)} as the path of the block “Text file or folder”.`,
          `请选择包含此类文件的文件夹，或选择一个文件。若其中的 ${other} 文件是文本，请在“文本文件或文件夹”模块中填写路径 ${join(path, `*${other}`)}。`,
        ),
  )

export const emptyFile = (path: string) =>
  dataProblem(
    'empty-file',
    'path',
    text(`There is no text in “${path}”.`, `“${path}”中没有文字。`),
    text('Choose a file that contains text.', '请选择有文字内容的文件。'),
  )

export const binaryFile = (path: string) =>
  dataProblem(
    'binary-file',
    'path',
    text(`“${path}” is not a text file.`, `“${path}”不是文本文件。`),
    text('Save it as plain text (UTF-8), then choose that file.', '请另存为纯文本（UTF-8），再选择该文件。'),
  )

export const rowTooLarge = (name: string, maxMillions: number) =>
  dataProblem(
    'row-too-large',
    'path',
    text(
      `One text in “${name}” has more than ${maxMillions} million characters.`,
      `“${name}”中有一条文本超过 ${maxMillions * 100} 万个字符。`,
    ),
    text('Read the file by paragraph or by line.', '请按段落或按行读取该文件。'),
  )

export const noMatch = (pattern: string) =>
  dataProblem(
    'no-match',
    'path',
    text(`No file matches “${pattern}”.`, `没有文件匹配“${pattern}”。`),
    text(
      'Check the folder and the position of *: it stands for any characters.',
      '请检查文件夹以及 * 的位置：它代表任意字符。',
    ),
  )

export const mixedEncoding = (name: string, line: number, encoding: string) =>
  dataProblem(
    'mixed-encoding',
    'path',
    text(
      `“${name}” starts as ${encodingName(encoding)}, but is not near line ${line}.`,
      `“${name}”开头是 ${encodingName(encoding)}，但在第 ${line} 行附近不是。`,
    ),
    text(
      'Save the whole file as UTF-8, or choose its encoding in the block.',
      '请把整个文件另存为 UTF-8，或在模块中选择编码。',
    ),
  )

export const nulInText = (name: string, line: number) =>
  dataProblem(
    'nul-in-text',
    'path',
    text(
      `Line ${line} of “${name}” contains a NUL character, which text files never do.`,
      `“${name}”的第 ${line} 行含有空字符（NUL），文本中不应出现。`,
    ),
    text('The file may be damaged: save or export it again.', '文件可能已损坏，请重新保存或导出。'),
  )

/** The common name of an encoding. */
export const encodingName = (encoding: string): string =>
  encoding
    .replace(/^windows/, 'Windows')
    .replace(/^shift_jis$/, 'Shift-JIS')
    .replace(/^(utf|gb|euc|koi|ibm).*/, name => name.toUpperCase())
    .replace(/^big5$/, 'Big5')
    .replace(/^macintosh$/, 'Mac Roman')

/** The message when nothing in a file shows its encoding. */
export const guessedEncoding = (name: string, encoding: string): EngineReport => ({
  t: 'warn',
  code: 'guessed-encoding',
  message: text(
    `“${name}” is not UTF-8; it was read as ${encodingName(encoding)}. If letters look wrong, save it as UTF-8.`,
    `“${name}”不是 UTF-8 编码，已按 ${encodingName(encoding)} 读取。若文字显示有误，请另存为 UTF-8。`,
  ),
})

export const noPair = (path: string, line: number) =>
  dataProblem(
    'no-pair',
    'path',
    text(`Line ${line} of “${path}” is not a source–target pair.`, `“${path}”的第 ${line} 行不是句对。`),
    text(
      'Put exactly one tab between source and target in every line.',
      '每一行的源文与目标文本之间应恰好有一个制表符（Tab）。',
    ),
  )

export const noLabel = (path: string, line: number) =>
  dataProblem(
    'no-label',
    'path',
    text(`Line ${line} of “${path}” is not a label and a text.`, `“${path}”的第 ${line} 行不是“标签 + 文本”。`),
    text('Put a label, one tab and a text in every line.', '每一行应依次为标签、一个制表符（Tab）和文本。'),
  )

export const noScore = (path: string, line: number) =>
  dataProblem(
    'no-score',
    'path',
    text(`Line ${line} of “${path}” is not a number and a text.`, `“${path}”的第 ${line} 行不是“数字 + 文本”。`),
    text(
      'Put a number such as 3.5, one tab and a text in every line.',
      '每一行应依次为数字（例如 3.5）、一个制表符（Tab）和文本。',
    ),
  )

export const noTag = (path: string, line: number) =>
  dataProblem(
    'no-tag',
    'path',
    text(`Line ${line} of “${path}” is not a word and a tag.`, `“${path}”的第 ${line} 行不是“词 + 标签”。`),
    text(
      'Put one word, one tab and its tag in every line, and an empty line between sentences.',
      '每一行应依次为一个词、一个制表符（Tab）和它的标签；句子之间空一行。',
    ),
  )

export const noQuestion = (path: string, line: number) =>
  dataProblem(
    'no-question',
    'path',
    text(
      `Line ${line} of “${path}” is not a question with a context and an answer.`,
      `“${path}”的第 ${line} 行不是带有上下文和答案的问题。`,
    ),
    text(
      'Write {"context": "…", "question": "…", "answer": "…", "start": 0} in every line.',
      '每一行应写成 {"context": "…", "question": "…", "answer": "…", "start": 0}。',
    ),
  )

export const lostAnswer = (path: string, line: number, answer: string) =>
  dataProblem(
    'lost-answer',
    'path',
    text(
      `In line ${line} of “${path}” the answer “${answer}” is not at the given position.`,
      `在“${path}”的第 ${line} 行，答案“${answer}”不在给定的位置。`,
    ),
    text(
      'Set start to the number of characters before the answer in the context; the answer must match the text there exactly.',
      '请把 start 设为 context 中答案之前的字符数；答案必须与那里的文字完全一致。',
    ),
  )

export const unknownLabel = (label: string, labels: readonly string[]) =>
  dataProblem(
    'unknown-label',
    'labels',
    text(
      `The data has the label “${label}”, which is not in the list: ${labels.join(', ')}.`,
      `数据中有标签“${label}”，它不在以下列表中：${labels.join('、')}。`,
    ),
    text('Add it to the labels, or correct it in the file.', '请把它加入标签列表，或在文件中更正。'),
  )

export const tooFewExamples = (examples: number, batchSize: number) =>
  dataProblem(
    'too-few-examples',
    'batchSize',
    text(
      `The data yields ${examples} ${examples === 1 ? 'example' : 'examples'}; one batch needs ${batchSize}.`,
      `数据只能得到 ${examples} 个样本，而一个批次需要 ${batchSize} 个。`,
    ),
    text('Use more data, a smaller batch, or a shorter length.', '请使用更多数据、更小的批次或更短的长度。'),
  )

export const noLoss = () =>
  dataProblem(
    'no-loss',
    'length',
    text(
      'No position in the first batches counts in the loss, so the model would learn nothing.',
      '前几个批次中没有任何位置计入损失，模型什么也学不到。',
    ),
    text(
      'Look at the batches (Alt+P). Increase the length or the masking rate, or use rows that contain labels or targets to predict.',
      '请查看批次（Alt+P）。增大长度或掩码比例，或使用含有待预测标签或目标的数据行。',
    ),
  )

export const noValidationExample = () =>
  dataProblem(
    'no-validation-example',
    'share',
    text('The held-out rows are too short for one example.', '留出的数据太短，不足以构成一个样本。'),
    text('Hold out a larger share, or use a shorter length.', '请增大留出比例，或使用更短的长度。'),
  )

export const diskFull = (folder: string) =>
  dataProblem(
    'disk-full',
    'path',
    text(
      `Not enough disk space for the tokenized data in “${folder}”.`,
      `磁盘空间不足，无法在“${folder}”中保存分词后的数据。`,
    ),
    text(
      'Free some space, or use less data. You may empty that folder: its contents are recreated when needed.',
      '请释放一些空间，或使用更少的数据。该文件夹本身也可以清空，其中的内容会在需要时重新生成。',
    ),
  )

/** The cache is safe to delete, except in the seconds in which a run opens it. */
export const tokensGone = (folder: string) =>
  dataProblem(
    'tokens-gone',
    'path',
    text(
      `The tokenized data in “${folder}” was deleted before it could be read.`,
      `“${folder}”中分词后的数据在读取之前就被删除了。`,
    ),
    text('Start the run again: missing data is recreated.', '请重新开始：缺少的内容会重新生成。'),
  )

export const fileChanged = (path: string) =>
  dataProblem(
    'file-changed',
    'path',
    text(`“${path}” changed while it was being read.`, `“${path}”在读取过程中发生了变化。`),
    text('Wait until no program writes to it, then start the run again.', '请等到没有程序再写入它，然后重新开始。'),
  )
