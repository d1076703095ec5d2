import { type Token, tokenize } from './tokenize.ts';

/** A parsed FHIRPath expression. `target` is absent when a step starts from the current focus. */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'empty' }
  | { kind: 'this' }
  | { kind: 'variable'; name: string }
  | { kind: 'member'; target?: Expression; name: string }
  | { kind: 'call'; target?: Expression; name: string; args: Expression[] }
  | { kind: 'index'; target: Expression; index: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'type'; operator: 'is' | 'as'; left: Expression; typeName: string };

/** Binary operators from the loosest to the tightest, as FHIRPath 1.0 section 6.8 ranks them. */
const LEVELS: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '!=', '~', '!~'],
  ['<', '<=', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

interface Cursor {
  tokens: readonly Token[];
  at: number;
  source: string;
}

/**
 * Parses the part of FHIRPath that the R4 definitions use in invariants and search parameters.
 *
 * @param source the expression
 * @returns its tree
 * @throws SyntaxError naming the expression, for anything outside that part
 */
export function parseFhirPath(source: string): Expression {
  const cursor: Cursor = { tokens: tokenize(source), at: 0, source };
  const expression = parseLevel(cursor, 0);
  if (cursor.at < cursor.tokens.length) fail(cursor);
  return expression;
}

function fail(cursor: Cursor): never {
  const token = cursor.tokens[cursor.at];
  throw new SyntaxError(`unexpected ${token ? `"${token.text}"` : 'end'} in FHIRPath: ${cursor.source}`);
}

function accept(cursor: Cursor, text: string): boolean {
  const token = cursor.tokens[cursor.at];
  if (token?.text !== text || token.kind === 'string') return false;
  cursor.at++;
  return true;
}

function expect(cursor: Cursor, text: string): void {
  if (!accept(cursor, text)) fail(cursor);
}

function parseLevel(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return parseSteps(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const token = cursor.tokens[cursor.at];
    if (!token || token.kind === 'string' || !operators.includes(token.text)) return left;
    cursor.at++;
    if (token.text === 'is' || token.text === 'as') {
      left = { kind: 'type', operator: token.text, left, typeName: parseTypeName(cursor) };
    } else {
      left = { kind: 'binary', operator: token.text, left, right: parseLevel(cursor, level + 1) };
    }
  }
}

/** `FHIR.Patient` and `System.String` name the same types as `Patient` and `String`. */
function parseTypeName(cursor: Cursor): string {
  let name = '';
  do {
    const token = cursor.tokens[cursor.at++];
    if (token?.kind !== 'name') return fail(cursor);
    name = token.text;
  } while (accept(cursor, '.'));
  return name;
}

function parseSteps(cursor: Cursor): Expression {
  let expression = parsePrimary(cursor);
  for (;;) {
    if (accept(cursor, '.')) {
      const token = cursor.tokens[cursor.at];
      if (token?.kind !== 'name') fail(cursor);
      cursor.at++;
      expression = parseInvocation(cursor, token.text, expression);
    } else if (accept(cursor, '[')) {
      const index = parseLevel(cursor, 0);
      expect(cursor, ']');
      expression = { kind: 'index', target: expression, index };
    } else {
      return expression;
    }
  }
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.tokens[cursor.at];
  if (!token) return fail(cursor);
  cursor.at++;
  if (token.kind === 'string') return { kind: 'literal', value: token.text };
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.kind === 'variable') return { kind: 'variable', name: token.text };
  if (token.kind === 'name') {
    if (token.text === 'true' || token.text === 'false') {
      return { kind: 'literal', value: token.text === 'true' };
    }
    return parseInvocation(cursor, token.text, undefined);
  }
  if (token.text === '$this') return { kind: 'this' };
  if (token.text === '{') {
    expect(cursor, '}');
    return { kind: 'empty' };
  }
  if (token.text === '(') {
    const inner = parseLevel(cursor, 0);
    expect(cursor, ')');
    return inner;
  }
  cursor.at--;
  return fail(cursor);
}

function parseInvocation(cursor: Cursor, name: string, target: Expression | undefined): Expression {
  const from = target ? { target } : {};
  if (!accept(cursor, '(')) return { kind: 'member', ...from, name };
  const args: Expression[] = [];
  while (!accept(cursor, ')')) {
    if (args.length > 0) expect(cursor, ',');
    args.push(parseLevel(cursor, 0));
  }
  return { kind: 'call', ...from, name, args };
}
