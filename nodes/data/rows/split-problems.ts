import { text } from '../../../core/text.ts'

/** Different labels at most; a column with more values is no label. */
export const maxLabels = 10_000

const moreRows = text(
  'Read the file by paragraph or by line, or add more files.',
  '请按段落或按行读取文件，或添加更多文件。',
)
export const onlyOneRow = {
  param: 'share',
  message: text('There is only one row, so none can be held out.', '只有一行数据，无法留出一部分。'),
  fix: moreRows,
}
export const onlyTwoRows = {
  param: 'test',
  message: text('Two rows are too few for three splits.', '只有两行数据，无法划分成三个集合。'),
  fix: moreRows,
}
export const labelsTooRare = {
  param: 'how',
  message: text('Every label has too few rows to split.', '每个标签的行数都太少，无法划分。'),
  fix: text('Choose “random”, or add more rows.', '请选择“随机”，或添加更多数据。'),
}
export const tooManyLabels = (column: string) => ({
  param: 'column',
  message: text(
    `“${column}” has more than ${maxLabels} different values, so it does not look like a label column.`,
    `“${column}”列有超过 ${maxLabels} 个不同的取值，不像是标签列。`,
  ),
  fix: text('Choose the column that holds the labels.', '请选择标签所在的列。'),
})
export const noTrainingRows = (column: string) => ({
  param: 'column',
  message: text(`Splitting by “${column}” leaves no rows for training.`, `按“${column}”列划分后，没有用于训练的行。`),
  fix: text(
    'List fewer validation and test values, or choose another column.',
    '请减少验证集和测试集的取值，或换一列。',
  ),
})
export const noValidationRows = (column: string) => ({
  param: 'validationValues',
  message: text(`Splitting by “${column}” holds out no rows.`, `按“${column}”列划分后，没有留出任何行。`),
  fix: text('Enter the value of that column that marks validation rows.', '请填写该列中表示验证集的取值。'),
})
export const noSplitFiles = {
  param: 'how',
  message: text(
    'No file name marks a validation or test split, such as valid.csv, dev.jsonl or test/….',
    '没有以验证集或测试集命名的文件，例如 valid.csv、dev.jsonl 或 test/…。',
  ),
  fix: text(
    'Choose a folder that has such a file, rename a file accordingly, or split in another way.',
    '请选择含有此类文件的文件夹，将某个文件改成这样的名称，或换一种划分方式。',
  ),
}
