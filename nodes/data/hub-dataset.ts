import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { columnParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const params = z.strictObject({
  dataset: param(z.string().default(''), {
    label: text('Dataset', '数据集'),
    help: text(
      'Its name as its page shows it, for example: stanfordnlp/imdb',
      '其页面所示的名称，例如：stanfordnlp/imdb',
    ),
  }),
  path: param(z.string().default(''), {
    label: text('On this computer', '本机位置'),
    help: text(
      'Where it was downloaded to. The app goes to the internet only when you press the button.',
      '下载到的位置。只有按下按钮时，应用才会访问互联网。',
    ),
    control: 'hub',
  }),
  config: param(z.string().default(''), {
    label: text('Config', '配置'),
    help: text('One of several datasets under this name. Empty: the first.', '同名数据集中的一个。留空则取第一个。'),
  }),
  split: param(z.string().default('train'), {
    label: text('Split', '划分'),
    help: text('Which part: train, validation, test.', '哪一部分：train、validation、test。'),
  }),
  revision: param(z.string().default(''), {
    label: text('Version', '版本'),
    help: text('A branch, tag or commit. Empty: the newest.', '分支、标签或提交。留空则为最新版本。'),
    advanced: true,
  }),
  address: param(z.string().default('https://huggingface.co'), {
    label: text('Address', '地址'),
    help: text('The Hub, or a mirror of it.', 'Hub 或其镜像的网址。'),
    advanced: true,
  }),
  format: param(z.enum(['parquet', 'arrow', 'json', 'csv']).default('parquet'), {
    label: text('Format', '格式'),
    help: text('How its files are read; the download sets it.', '文件的读取方式；下载时会自动设置。'),
    choices: {
      parquet: text('Parquet', 'Parquet'),
      arrow: text('Arrow', 'Arrow'),
      json: text('JSON', 'JSON'),
      csv: text('CSV', 'CSV'),
    },
    advanced: true,
  }),
  ...columnParams,
})

const source = ({ path, format }: z.infer<typeof params>): FileSource => ({ kind: 'files', path, format })

export default block({
  id: 'hub-dataset',
  category: 'data',
  title: text('Hugging Face dataset', 'Hugging Face 数据集'),
  help: text(
    'An open dataset from the Hugging Face Hub. It is downloaded once, when you ask for it, and read from this computer.',
    '来自 Hugging Face Hub 的公开数据集。仅在您要求时下载一次，之后从本机读取。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  table: params => (params.path.trim() === '' ? undefined : source(params)),
  labelColumn: labelColumn,
  compile: (_, params) =>
    params.path.trim() === '' ? refuse('not-downloaded', notDownloaded) : { rows: tableRows(source(params), params) },
})

const notDownloaded = {
  severity: 'missing' as const,
  param: 'path',
  message: text('The dataset is not on this computer yet.', '数据集尚未下载到本机。'),
  fix: text(
    'Name it, then press Download (or use “patchbay download”).',
    '请填写名称，然后点击“下载”（或使用 patchbay download）。',
  ),
}
