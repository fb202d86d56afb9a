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
      'Check the internet connection, or use another address. What has been downloaded is kept.',
      '请连接互联网，或使用其他地址。已下载的内容会保留。',
    ),
  )

export const badHubAddress = (address: string) =>
  refusal(
    'hub-address',
    'address',
    text(`“${address}” is not the address of a website.`, `“${address}”不是网址。`),
    text('Enter one such as https://huggingface.co', '请填写网址，例如 https://huggingface.co'),
  )

export const badDatasetName = (dataset: string) =>
  refusal(
    'hub-name',
    'dataset',
    text(`“${dataset}” is not the name of a dataset.`, `“${dataset}”不是数据集名称。`),
    text('Enter it as shown on its page, for example: stanfordnlp/imdb', '请按其页面所示填写，例如：stanfordnlp/imdb'),
  )

export const noDataset = (dataset: string, revision: string) =>
  refusal(
    'hub-no-dataset',
    'dataset',
    text(
      `There is no public dataset “${dataset}”${revision ? ` with a revision “${revision}”` : ''}.`,
      `没有公开的数据集“${dataset}”${revision ? `（修订版本“${revision}”）` : ''}。`,
    ),
    text(
      'Check its name. Datasets that require an account cannot be downloaded here.',
      '请检查名称。需要账户的数据集无法在此下载。',
    ),
  )

export const noRevision = (dataset: string, revision: string) =>
  refusal(
    'hub-no-revision',
    'revision',
    text(`“${dataset}” has no revision “${revision}”.`, `“${dataset}”没有修订版本“${revision}”。`),
    text('Leave it empty for the latest, or list the available revisions.', '留空则取最新版本，或查看有哪些版本。'),
  )

export const gatedDataset = (dataset: string, address: string) =>
  refusal(
    'hub-gated',
    'dataset',
    text(
      `“${dataset}” is gated: it requires an account that has accepted its terms.`,
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
    text('Too many requests to the Hub from this network (rate limit).', '来自此网络的请求过多，已被 Hub 限流。'),
    seconds === undefined
      ? text('Try again in five minutes. What has been downloaded is kept.', '请五分钟后重试。已下载的内容会保留。')
      : text(
          `Try again in ${seconds} seconds. What has been downloaded is kept.`,
          `请在 ${seconds} 秒后重试。已下载的内容会保留。`,
        ),
  )

export const hubDiskFull = (folder: string) =>
  refusal(
    'disk-full',
    'path',
    text(`Not enough disk space for the download in “${folder}”.`, `磁盘空间不足，无法在“${folder}”中保存下载内容。`),
    text(
      'Free some space, then continue: what has been downloaded is kept.',
      '请释放一些空间后继续：已下载的内容会保留。',
    ),
  )

export const hubBusy = (status: number) =>
  refusal(
    'hub-busy',
    'dataset',
    text(`The Hub returned an error (${status}).`, `Hub 返回错误（${status}）。`),
    text('Try again later.', '请稍后重试。'),
  )

export const noReadableFiles = (dataset: string) =>
  refusal(
    'hub-no-files',
    'dataset',
    text(`“${dataset}” contains no supported tables.`, `“${dataset}”中没有受支持的表格。`),
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
      `There is no split “${[config, split].filter(Boolean).join(' / ')}”. Available: ${known.join(', ')}.`,
      `没有划分“${[config, split].filter(Boolean).join(' / ')}”，可用的有：${known.join('、')}。`,
    ),
    text('Choose one of these.', '请从中选择。'),
  )

export const wrongChecksum = (file: string) =>
  refusal(
    'hub-checksum',
    'dataset',
    text(`“${file}” failed its checksum after the download and was deleted.`, `“${file}”下载后校验不符，已删除。`),
    text('Download it again.', '请重新下载。'),
  )
