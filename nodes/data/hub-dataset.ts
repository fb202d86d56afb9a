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
    help: text('Its name on the Hub, for example: stanfordnlp/imdb', '其在 Hub 上的名称，例如：stanfordnlp/imdb'),
  }),
  path: param(z.string().default(''), {
    label: text('Local folder', '本地文件夹'),
    help: text(
      'Where it was downloaded to. The app accesses the internet only when you press the button.',
      '下载到的位置。只有按下按钮时，应用才会访问互联网。',
    ),
    control: 'hub',
  }),
  config: param(z.string().default(''), {
    label: text('Config', '配置'),
    help: text(
      'One of several configurations (subsets) of this dataset. Empty: the first.',
      '该数据集的某个配置（子集）。留空则取第一个。',
    ),
  }),
  split: param(z.string().default('train'), {
    label: text('Split', '数据集划分'),
    help: text('Which split: train, validation or test.', '哪个划分：train、validation 或 test。'),
  }),
  revision: param(z.string().default(''), {
    label: text('Revision', '修订版本'),
    help: text('A branch, tag or commit. Empty: the latest.', '分支、标签或提交。留空则为最新版本。'),
    advanced: true,
  }),
  address: param(z.string().default('https://huggingface.co'), {
    label: text('Hub address', 'Hub 网址'),
    help: text('The Hugging Face Hub, or a mirror of it.', 'Hugging Face Hub 或其镜像的网址。'),
    advanced: true,
  }),
  format: param(z.enum(['parquet', 'arrow', 'json', 'csv']).default('parquet'), {
    label: text('Format', '格式'),
    help: text('How its files are read. The download sets this.', '文件的读取方式；下载时会自动设置。'),
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
  keywords: ['Hugging Face', 'HF', 'load_dataset', 'Hub', 'datasets', 'download', '下载', '数据集'],
  help: text(
    'A public dataset from the Hugging Face Hub. It is downloaded once, when you ask for it, and then read from this computer.',
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
  message: text('The dataset has not been downloaded yet.', '数据集尚未下载。'),
  fix: text(
    'Enter its name, then press Download (or use “patchbay download”).',
    '请填写名称，然后点击“下载”（或使用 patchbay download）。',
  ),
}
