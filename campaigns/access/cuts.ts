import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { byHand } from './by-hand.ts';

/** One check of the source that can be cut out. */
export interface Cut {
  /** `src/…/file.ts:line`, and a letter where a line has several. */
  id: string;
  kind: 'refusal' | 'filter' | 'byHand';
  /** What is cut, as the source has it. */
  text: string;
  /** The code of a refusal. */
  code?: string;
  /** Which of those with this very text in its file it is, from 1. */
  nth: number;
}

/** What the patched source asks while it runs. */
interface Switch {
  /** Id of the one check that is cut out now. */
  now: string | undefined;
  /** Checks that were come to since this was emptied. */
  met: Set<string>;
}

const root = path.join(import.meta.dirname, '../..');
const state: Switch = { now: undefined, met: new Set() };
const cuts: Cut[] = [];
/** Columns and elements that say whose something is. */
const owners = [
  'patient_id|visit_id|staff_id|actor_id|coverage_id|bill_id|subject|owner_id|cashier_id',
  'appointment_id|series_id|entry_id|freed_id|question_id|device_id',
].join('|');
const references = ['patient', 'subject', 'beneficiary', 'encounter'];

/** Sources in which a check may stand: the server of the platform and of every slice. */
function isWatched(file: string): boolean {
  return (
    /^src\/(platform\/server|slices\/[^/]+\/server)\//.test(file) &&
    !/\.test\.ts$|\/seed\b|^src\/platform\/server\/(db|clock|fhir|print\/testing)\//.test(file)
  );
}

/**
 * Patches the source while it is loaded, so that each check can be cut out at run time, one at a time. Call it before
 * anything of `src` is imported. The files themselves stay as they are.
 */
export function watchSource(): { cuts: readonly Cut[]; state: Switch } {
  Object.assign(globalThis, {
    serambiCut(id: string): boolean {
      state.met.add(id);
      return state.now === id;
    },
  });
  registerHooks({
    load(url, context, next) {
      const file = url.startsWith('file:') ? path.relative(root, fileURLToPath(url)) : '';
      if (!isWatched(file) && !byHand.some((one) => one.file === file)) return next(url, context);
      const found = patch(file, readFileSync(path.join(root, file), 'utf8'), isWatched(file));
      cuts.push(...found.cuts);
      return { format: 'module-typescript', shortCircuit: true, source: found.source };
    },
  });
  return { cuts, state };
}

interface Edit {
  at: number;
  until: number;
  text: string;
}

// biome-ignore lint/suspicious/noExplicitAny: ESTree as the parser gives it; every access below is checked by `type`
type Node = any;

/** @throws Error when a check named by hand is not in its file any more */
export function patch(file: string, source: string, byRule: boolean): { source: string; cuts: Cut[] } {
  const edits: Edit[] = [];
  const found: Cut[] = [];
  const lines = new Map<string, number>();
  const cutAt = (at: number, kind: Cut['kind'], text: string, code?: string) => {
    const line = `${file}:${source.slice(0, at).split('\n').length}`;
    const nth = lines.get(line) ?? 0;
    lines.set(line, nth + 1);
    const id = nth === 0 ? line : `${line}${String.fromCharCode(97 + nth)}`;
    const short = text.replace(/\s+/g, ' ').slice(0, 120);
    const like = found.filter((one) => one.text === short).length;
    found.push({ id, kind, text: short, ...(code && { code }), nth: like + 1 });
    return `(globalThis as any).serambiCut(${JSON.stringify(id)})`;
  };
  const put = (at: number, text: string) => void edits.push({ at, until: at, text });
  for (const { find, put: replace } of byHand.filter((one) => one.file === file)) {
    const at = source.indexOf(find);
    if (at < 0) throw new Error(`${file} has no ${find} any more: mend campaigns/access/by-hand.ts`);
    edits.push({ at, until: at + find.length, text: replace(cutAt(at, 'byHand', find)) });
  }
  const textOf = (node: Node) => source.slice(node.start, node.end);
  if (byRule)
    walk(parseSync(file, source).program, [], (node, parents) => {
      if (
        edits.some(
          (edit) =>
            edit.until > edit.at && node.start < edit.until && node.end > edit.at && node.start >= edit.at,
        )
      )
        return;
      if (isRefusal(node)) cutRefusal(node, parents);
      else if (node.type === 'CallExpression') cutFilter(node);
      else if (node.type === 'TaggedTemplateExpression' && textOf(node.tag).startsWith('sql'))
        cutTemplate(node);
      else if (node.type === 'ArrayExpression') cutCriteria(node);
    });

  function cutRefusal(node: Node, parents: Node[]): void {
    const code = codeOf(node);
    const cut = () => cutAt(node.start, 'refusal', textOf(node), code);
    const parent = parents.at(-1);
    const statement = [...parents].reverse().find((one) => /Statement$/.test(one.type));
    if (node.type === 'ThrowStatement') {
      put(node.start, `if (!${cut()}) `);
      return;
    }
    if (parent.type === 'ExpressionStatement' || parent.type === 'ReturnStatement') {
      put(statement.start, `if (!${cut()}) `);
      return;
    }
    if (parent.type === 'ConditionalExpression') {
      const other = parent.consequent === node ? parent.alternate : parent.consequent;
      // where both ways refuse, the other one is no way through: all of the statement goes
      if (isRefusal(other) && parents.at(-2) === statement) {
        put(statement.start, `if (!${cut()}) `);
        return;
      }
      const flips = parent.consequent === node ? ['(', `) && !${cut()}`] : ['(', `) || ${cut()}`];
      put(parent.test.start, flips[0] ?? '');
      put(parent.test.end, flips[1] ?? '');
      return;
    }
    put(node.start, `(${cut()} ? undefined as never : `);
    put(node.end, ')');
  }

  /** `.where('patient_id', '=', …)` and `.filter((one) => one.patientId === …)`. */
  function cutFilter(node: Node): void {
    const { callee } = node;
    if (callee.type !== 'MemberExpression') return;
    const [first] = node.arguments;
    const text = textOf(node).slice(callee.property.start - node.start);
    if (callee.property.name === 'where' && first?.type === 'Literal' && /\bawait\b/.test(text) === false) {
      if (!new RegExp(`^(\\w+\\.)?(${owners})$`).test(String(first.value))) return;
      if (node.arguments[2]?.type === 'Literal') return;
      // a day is nobody's
      if (/`Day\/\$/.test(text)) return;
      put(callee.property.start, `$if(!${cutAt(callee.property.start, 'filter', text)}, (q: any) => q.`);
      put(node.end, ')');
      return;
    }
    if (
      callee.property.name !== 'filter' ||
      !/(patient|visit|encounter|subject|staff)\w*(Id)?\b.*===/i.test(text)
    )
      return;
    if (first?.type !== 'ArrowFunctionExpression') return;
    put(first.start, `((...all: [any]) => ${cutAt(first.start, 'filter', text)} || (`);
    put(first.end, ')(...(all as any)))');
  }

  /** `… AND patient_id = ${…}` in SQL. */
  function cutTemplate(node: Node): void {
    const { quasis, expressions } = node.quasi;
    expressions.forEach((_: Node, place: number) => {
      const before = String(quasis[place].value.raw);
      const said = new RegExp(`(?:WHERE|AND|OR)\\s+((?:\\w+\\.)?(?:${owners}) = )$`).exec(before)?.[1];
      if (!said) return;
      const cast = /^(::\w+(\[\])?)?/.exec(String(quasis[place + 1].value.raw))?.[0] ?? '';
      const from = quasis[place].start + quasis[place].value.raw.length - said.length;
      const start = source.indexOf(said, from - 2);
      const end = source.indexOf('}', expressions[place].end) + 1;
      put(start, '(');
      put(end + cast.length, ` OR \${${cutAt(start, 'filter', source.slice(start, end))}}::boolean)`);
    });
  }

  /** `{ param: 'patient', reference: … }` among the conditions of a search. */
  function cutCriteria(node: Node): void {
    for (const element of node.elements) {
      if (element?.type !== 'ObjectExpression') continue;
      const param = element.properties.find((one: Node) => one.key?.name === 'param')?.value?.value;
      if (!references.includes(String(param))) continue;
      put(element.start, `...(${cutAt(element.start, 'filter', textOf(element))} ? [] : [`);
      put(element.end, '])');
    }
  }

  edits.sort((a, b) => b.at - a.at || b.until - a.until);
  let patched = source;
  for (const { at, until, text } of edits) patched = patched.slice(0, at) + text + patched.slice(until);
  return { source: patched, cuts: found };
}

/** `refuse(…)`, `ctx.fail(…)` and `throw new Refusal(…)`. */
function isRefusal(node: Node): boolean {
  if (node.type === 'ThrowStatement') return node.argument?.callee?.name === 'Refusal';
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (callee.type === 'Identifier') return ['refuse', 'refuseField', 'fail'].includes(callee.name);
  return (
    callee.type === 'MemberExpression' && callee.property.name === 'fail' && callee.object.name === 'ctx'
  );
}

function codeOf(node: Node): string | undefined {
  const call = node.type === 'ThrowStatement' ? node.argument : node;
  if (call.callee.name === 'refuseField') return 'invalidInput';
  const literals = call.arguments
    .filter((one: Node) => typeof one.value === 'string')
    .map((one: Node) => one.value);
  return call.type === 'NewExpression' ? literals[1] : literals[0];
}

function walk(node: Node, parents: Node[], visit: (node: Node, parents: Node[]) => void): void {
  if (typeof node?.type === 'string') visit(node, parents);
  const below = typeof node?.type === 'string' ? [...parents, node] : parents;
  for (const [key, value] of Object.entries(node ?? {})) {
    if (key === 'parent' || typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) for (const one of value) walk(one, below, visit);
    else walk(value, below, visit);
  }
}
