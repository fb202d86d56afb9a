import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openFile } from './views.ts'
import { blockOf, expect, test } from './window.ts'

test.describe.configure({ timeout: 120_000 })
test.use({ actionTimeout: 15_000 })

/** A Chinese text with a tokenizer that knows English words alone: every word of the text is one it does not know. */
async function writeUnread(folder: string): Promise<void> {
  const words = ['<unk>', '</s>', '<mask>', 'the', 'whale', 'rose']
  const vocab = Object.fromEntries(words.map((word, id) => [word, id]))
  const tokenizer = {
    version: '1.0',
    added_tokens: words.slice(0, 3).map((content, id) => ({ id, content, special: true })),
    pre_tokenizer: { type: 'Whitespace' },
    model: { type: 'WordLevel', vocab, unk_token: '<unk>' },
  }
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer))
  await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify({ pad_token: '<unk>' }))
  await writeFile(join(folder, 'text.txt'), '鲸鱼 从 海里 浮起\n'.repeat(2000))
  const graph = JSON.parse(await readFile(join(import.meta.dirname, '../../examples/bert.patchbay'), 'utf8'))
  const own: Record<string, object> = {
    text: { type: 'text-file', params: { path: join(folder, 'text.txt'), unit: 'line' } },
    tokenizer: { type: 'pretrained-tokenizer', params: { path: folder } },
  }
  const blocks = graph.blocks.map((block: { id: string }) => ({ ...block, ...own[block.id] }))
  await writeFile(join(folder, 'unread.patchbay'), JSON.stringify({ ...graph, blocks }))
}

test('batches that ask for nothing are not trained on: Run says why, and the block is named and marked', async ({
  window,
  home,
}) => {
  await writeUnread(home)
  await openFile(window, home, 'unread')
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  const run = window.getByRole('button', { name: 'Run', exact: true })
  await run.click()
  const why = 'Masking collator (MLM): No position in this batch counts in the loss'
  await expect(window.getByRole('log', { name: 'Messages' }).getByText(why)).toBeVisible({ timeout: 30_000 })
  await expect(run).toBeDisabled()
  await expect(run).toHaveAttribute('title', new RegExp(`^${why.replace(/[()]/g, '\\$&')}`))
  await expect(blockOf(window, 'Masking collator (MLM)')).toContainText('No position in this batch counts in the loss')
  await expect(window.getByRole('button', { name: '1 problem', exact: true })).toBeVisible()

  await blockOf(window, 'Pretrained tokenizer').click()
  await window.keyboard.press('Delete')
  await window.keyboard.press('Control+z')
  await expect(run).toBeDisabled()
  await blockOf(window, 'Text file or folder').click()
  await writeFile(join(home, 'whales.txt'), 'the whale rose\n'.repeat(2000))
  await window.getByRole('textbox', { name: 'File or folder' }).fill(join(home, 'whales.txt'))
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await run.click()
  await expect(window.getByRole('cell', { name: /Starting|Running/ })).toBeVisible({ timeout: 30_000 })
  await window.getByRole('button', { name: 'Stop', exact: true }).click()
})
