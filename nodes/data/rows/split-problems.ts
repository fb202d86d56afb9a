import { text } from '../../../core/text.ts'

/** Different labels at most; a column with more values is no label. */
export const maxLabels = 10_000

const moreRows = text(
  'Read the file by paragraph or by line, or add more files.',
  '请按段落或按行读取文件，或添加更多文件。',
)
export const onlyOneRow = {
  param: 'share',
  message: text('There is only one row, so none can be kept back.', '只有一行数据，无法保留一部分。'),
  fix: moreRows,
}
export const onlyTwoRows = {
  param: 'test',
  message: text('Two rows are too few for three parts.', '只有两行数据，无法分成三部分。'),
  fix: moreRows,
}
export const labelsTooRare = {
  param: 'how',
  message: text('Every label has too few rows to divide them.', '每个标签的行数都太少，无法划分。'),
  fix: text('Choose “everywhere, by chance”, or add more rows.', '请选择“各处，随机”，或添加更多数据。'),
}
export const tooManyLabels = (column: string) => ({
  param: 'column',
  message: text(
    `“${column}” has more than ${maxLabels} different values: these are no labels.`,
    `“${column}”列有超过 ${maxLabels} 个不同的取值，不像是标签。`,
  ),
  fix: text('Name the column that holds the labels.', '请填写标签所在的列。'),
})
export const noTrainingRows = (column: string) => ({
  param: 'column',
  message: text(`By “${column}”, no row is left to learn from.`, `按“${column}”列划分后，没有可供学习的行。`),
  fix: text('Name fewer words for rows kept back, or another column.', '请减少表示保留的词，或换一列。'),
})
export const noValidationRows = (column: string) => ({
  param: 'validationValues',
  message: text(`By “${column}”, no row is kept back.`, `按“${column}”列划分后，没有保留任何行。`),
  fix: text('Name the word that stands there for rows to keep back.', '请填写该列中表示保留的词。'),
})
export const noSplitFiles = {
  param: 'how',
  message: text(
    'No file is named after rows to keep back, such as valid.csv, dev.jsonl or test/….',
    '没有文件以验证集或测试集命名，例如 valid.csv、dev.jsonl 或 test/…。',
  ),
  fix: text(
    'Choose a folder that has one, name one so, or choose another way to keep rows back.',
    '请选择含有此类文件的文件夹，这样命名一个文件，或换一种保留方式。',
  ),
}
