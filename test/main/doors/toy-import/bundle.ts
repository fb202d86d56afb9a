import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '../../../../core/text.ts'
import type { ModelImporter } from '../../../../main/import/model-importer.ts'
import transformers from '../../../../main/import/transformers.ts'

/** A folder whose bundle.json says where its model lies. */
export default {
  id: 'bundle',
  title: text('Bundle', '捆绑包'),
  loses: text('Nothing more than the model within.', '不超出其中的模型。'),
  recognises: path => existsSync(join(path, 'bundle.json')),
  read: (path, blocks) =>
    transformers.read(join(path, JSON.parse(readFileSync(join(path, 'bundle.json'), 'utf8')).model), blocks),
} satisfies ModelImporter
