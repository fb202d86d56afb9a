import { Refusals } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'

const refusal = (code: string, param: string, message: Text, fix: Text) =>
  new Refusals([{ code, severity: 'error', param, message, fix }])

export const hubOffline = (address: string) =>
  refusal(
    'hub-offline',
    'dataset',
    text(`${address} cannot be reached.`, `无法连接 ${address}。`),
    text(
      'Connect this computer to the internet, or use another address. What is downloaded already stays.',
      '请连接互联网，或使用其他地址。已下载的内容会保留。',
    ),
  )

export const badHubAddress = (address: string) =>
  refusal(
    'hub-address',
    'address',
    text(`“${address}” is not the address of a website.`, `“${address}”不是网址。`),
    text('Write one such as https://huggingface.co', '请填写网址，例如 https://huggingface.co'),
  )

export const badDatasetName = (dataset: string) =>
  refusal(
    'hub-name',
    'dataset',
    text(`“${dataset}” is not the name of a dataset.`, `“${dataset}”不是数据集名称。`),
    text('Write it as its page shows it, for example: stanfordnlp/imdb', '请按其页面所示填写，例如：stanfordnlp/imdb'),
  )

export const noDataset = (dataset: string, revision: string) =>
  refusal(
    'hub-no-dataset',
    'dataset',
    text(
      `There is no open dataset “${dataset}”${revision ? ` with a version “${revision}”` : ''}.`,
      `没有公开的数据集“${dataset}”${revision ? `（版本“${revision}”）` : ''}。`,
    ),
    text(
      'Check its name. Datasets that ask for an account cannot be downloaded here.',
      '请检查名称。需要账户的数据集无法在此下载。',
    ),
  )

export const noRevision = (dataset: string, revision: string) =>
  refusal(
    'hub-no-revision',
    'revision',
    text(`“${dataset}” has no version “${revision}”.`, `“${dataset}”没有版本“${revision}”。`),
    text('Leave it empty for the newest, or see what there is.', '留空则取最新版本，或查看有哪些版本。'),
  )

export const gatedDataset = (dataset: string, address: string) =>
  refusal(
    'hub-gated',
    'dataset',
    text(
      `“${dataset}” is only for readers with an account who agreed to its conditions.`,
      `“${dataset}”仅供已登录并同意其条款的用户使用。`,
    ),
    text(
      `Download it in a browser (${address}/datasets/${dataset}), and read the files with the block for their kind.`,
      `请在浏览器中下载（${address}/datasets/${dataset}），再用相应的模块读取文件。`,
    ),
  )

export const hubRateLimited = (seconds: number | undefined) =>
  refusal(
    'hub-crowded',
    'dataset',
    text('The Hub has had too many requests from here for the moment.', '来自此网络的请求过多，Hub 暂时不再应答。'),
    seconds === undefined
      ? text('Try again in five minutes. What is downloaded already stays.', '请五分钟后重试。已下载的内容会保留。')
      : text(
          `Try again in ${seconds} seconds. What is downloaded already stays.`,
          `请在 ${seconds} 秒后重试。已下载的内容会保留。`,
        ),
  )

export const hubDiskFull = (folder: string) =>
  refusal(
    'disk-full',
    'path',
    text(
      `There is no room on the disk for the download, in “${folder}”.`,
      `磁盘空间不足，无法在“${folder}”中保存下载内容。`,
    ),
    text('Free some space, then go on: what has come stays.', '请释放一些空间后继续：已下载的内容会保留。'),
  )

export const hubBusy = (status: number) =>
  refusal(
    'hub-busy',
    'dataset',
    text(`The Hub answered with an error (${status}).`, `Hub 返回错误（${status}）。`),
    text('Try again later.', '请稍后重试。'),
  )

export const noReadableFiles = (dataset: string) =>
  refusal(
    'hub-no-files',
    'dataset',
    text(`“${dataset}” holds no tables that can be read.`, `“${dataset}”中没有可读取的表格。`),
    text(
      'Choose a dataset with Parquet, JSON Lines or CSV files.',
      '请选择含有 Parquet、JSON Lines 或 CSV 文件的数据集。',
    ),
  )

export const noSplit = (config: string, split: string, known: readonly string[]) =>
  refusal(
    'hub-no-split',
    'split',
    text(
      `There is no part “${[config, split].filter(Boolean).join(' / ')}”, only: ${known.join(', ')}.`,
      `没有“${[config, split].filter(Boolean).join(' / ')}”，只有：${known.join('、')}。`,
    ),
    text('Choose one of these.', '请从中选择。'),
  )

export const wrongChecksum = (file: string) =>
  refusal(
    'hub-checksum',
    'dataset',
    text(`“${file}” did not arrive as it was sent, and was deleted.`, `“${file}”下载后校验不符，已删除。`),
    text('Download it again.', '请重新下载。'),
  )
