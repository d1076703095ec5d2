/** A piece of a text: words, or a variable's value. The shapes are the compiler's own. */
export type Piece =
  | { type: 'text'; value: string }
  | { type: 'expression'; arg: { type: 'variable-reference'; name: string } };

/** A text after reading: one pattern, or one for each plural form of one count. */
export type Reading =
  | { kind: 'plain'; pieces: Piece[] }
  | { kind: 'plural'; count: string; forms: { form: string; pieces: Piece[] }[] };

const pluralPart = /\{\s*(\w+)\s*,\s*plural\s*,((?:\s*\w+\s*\{[^{}]*(?:\{\w+\}[^{}]*)*\})+)\s*\}/;

/**
 * Reads the two things that a message may hold: `{name}`, and once per message
 * `{count, plural, one {# patient} other {# patients}}` (ICU MessageFormat's spelling; `#` is the count).
 * @throws when braces are left over, which would otherwise be shown to a person
 */
export function readText(key: string, text: string): Reading {
  const plural = pluralPart.exec(text);
  if (!plural) return { kind: 'plain', pieces: piecesOf(key, text) };
  const before = text.slice(0, plural.index);
  const after = text.slice(plural.index + plural[0].length);
  const count = String(plural[1]);
  const forms = [...String(plural[2]).matchAll(/(\w+)\s*\{([^{}]*(?:\{\w+\}[^{}]*)*)\}/g)].map((match) => ({
    form: String(match[1]),
    pieces: piecesOf(key, before + String(match[2]).replaceAll('#', `{${count}}`) + after),
  }));
  if (!forms.some(({ form }) => form === 'other')) throw new Error(`${key}: a plural needs the form "other"`);
  return { kind: 'plural', count, forms };
}

function piecesOf(key: string, text: string): Piece[] {
  return text
    .split(/(\{\s*\w+\s*\})/)
    .filter((part) => part !== '')
    .map((part): Piece => {
      const variable = /^\{\s*(\w+)\s*\}$/.exec(part);
      if (variable) {
        return { type: 'expression', arg: { type: 'variable-reference', name: String(variable[1]) } };
      }
      if (/[{}]/.test(part)) throw new Error(`${key}: cannot read "${part}"`);
      return { type: 'text', value: part };
    });
}

/** Names of the variables of a text, sorted; the count of a plural is one of them, the words of its forms are not. */
export function variablesOf(text: string): string[] {
  const reading = readText('', text);
  const pieces = reading.kind === 'plain' ? reading.pieces : reading.forms.flatMap((form) => form.pieces);
  const names = pieces.flatMap((piece) => (piece.type === 'expression' ? [piece.arg.name] : []));
  return [...new Set(reading.kind === 'plural' ? [...names, reading.count] : names)].sort();
}
