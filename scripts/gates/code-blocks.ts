/** The fenced code blocks of a Markdown page whose language is `ts`. */
export interface CodeBlock {
  readonly code: string
  /** Where the fence stands, from 1. */
  readonly line: number
  /** What follows `ts` on the fence: `no-run needs a mail server`. */
  readonly note: string
}

/** In the order of the page; fences may be indented, as in a list. */
export function codeBlocks(page: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { indent: string; line: number; note: string; code: string[] } | null = null
  for (const [index, text] of page.split('\n').entries()) {
    const fence = /^(\s*)```(.*)$/.exec(text)
    if (open !== null && fence?.[2]?.trim() === '') {
      blocks.push({ code: `${open.code.join('\n')}\n`, line: open.line, note: open.note })
      open = null
    } else if (open !== null) {
      open.code.push(
        text.startsWith(open.indent) ? text.slice(open.indent.length) : text.trimStart(),
      )
    } else if (fence !== null) {
      const [language, ...note] = (fence[2] ?? '').trim().split(/\s+/)
      if (language === 'ts')
        open = { indent: fence[1] ?? '', line: index + 1, note: note.join(' '), code: [] }
    }
  }
  return blocks
}
