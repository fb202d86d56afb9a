import type { Lines } from '../encoding/lines.ts'

export const isSubtitles = (kind: string): boolean => kind === '.srt' || kind === '.vtt'

/** Matches a cue timing: 00:01:02,500 --> 00:01:04,000. */
const timing = /^\s*(?:\d+:)?\d+:\d+[.,]\d+\s+-->\s/
/** Matches styles, voices and times within a cue, and its position. */
const markup = /<\/?(?:[ibucv]|font|lang|ruby|rt)(?:[.\s][^>]*)?>|<[\d:.]+>|\{\\[^}]*\}/gi
/** Matches blocks of WebVTT that hold no speech; each ends at an empty line. */
const isUnread = /^\ufeff?(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/

/** The spoken text of subtitle lines, without numbers, times and styles. Empty lines between cues stay. */
export async function* spokenLines(lines: AsyncIterable<Lines>): AsyncGenerator<Lines> {
  let before: string | undefined // the first line of a cue, its number or name when a timing follows
  let [starts, unread] = [true, false]
  for await (const { lines: some, from } of lines) {
    const said: string[] = []
    for (const line of some) {
      const isTime = timing.test(line)
      if (before !== undefined && !isTime) said.push(spoken(before))
      before = undefined
      const isEmpty = line.trim() === ''
      if (isEmpty) said.push('')
      else if (starts && isUnread.test(line)) unread = true
      else if (starts && !isTime) before = line
      else if (!isTime && !unread) said.push(spoken(line))
      starts = isEmpty
      if (isEmpty) unread = false
    }
    yield { lines: said, from }
  }
  if (before !== undefined) yield { lines: [spoken(before)], from: 1 }
}

const spoken = (line: string) => line.replace(markup, '')
