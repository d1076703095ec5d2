/** One word of a FHIRPath expression; the text of a string is already unescaped. */
export interface Token {
  kind: 'string' | 'number' | 'name' | 'variable' | 'symbol';
  text: string;
}

const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['string', /'(?:[^'\\]|\\.)*'/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['variable', /%[A-Za-z_][\w-]*/y],
  ['name', /[A-Za-z_]\w*|`[^`]+`/y],
  ['symbol', /\$this|!=|!~|<=|>=|[()[\]{}.,|=~<>+\-*/&]/y],
];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/**
 * Splits a FHIRPath expression into words.
 *
 * @throws SyntaxError naming the expression when a character belongs to no word
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const before = at;
    for (const [kind, pattern] of PATTERNS) {
      pattern.lastIndex = at;
      const text = pattern.exec(source)?.[0];
      if (text === undefined) continue;
      at += text.length;
      if (kind !== 'space') tokens.push({ kind, text: plainText(kind, text) });
      break;
    }
    if (at === before) throw new SyntaxError(`unexpected "${source[at]}" in FHIRPath: ${source}`);
  }
  return tokens;
}

function plainText(kind: Token['kind'], text: string): string {
  if (kind === 'string') {
    return text.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
  }
  if (kind === 'variable') return text.slice(1);
  return text.startsWith('`') ? text.slice(1, -1) : text;
}
