import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const declared = /^ {2}readonly (\w+):/gm;
const computed = /\bm\[(`(?:[^`\\$]|\$\{[^}`]*\})*`)\]/g;
/** A bundler that cannot tell which words a module says packs all of them: six times the first load. */
const mostWordsOfAChunk = 1_500;

/**
 * Lets a screen say a word by a computed key, as in m[`visit_state_${state}`](), and take only the words with it that
 * the key may name. Fails the build where a key is computed otherwise, and where a chunk holds all words all the same.
 */
export function computedWords(root: string): Plugin {
  let names: string[] = [];
  return {
    name: 'serambi:computed-words',
    enforce: 'pre',
    buildStart() {
      const types = readFileSync(join(root, 'src/generated/messages/messages.d.ts'), 'utf8');
      names = [...types.matchAll(declared)].map(([, name = '']) => name);
    },
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || !/from '#messages'/.test(code)) return null;
      try {
        return namedOnly(code, names);
      } catch (error) {
        this.error(`${id}: ${(error as Error).message}`);
      }
    },
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const words = chunk.moduleIds.filter((id) => id.includes('/generated/messages/messages/'));
        if (words.length > mostWordsOfAChunk) this.error(`${chunk.fileName} holds ${words.length} words`);
      }
    },
  };
}

/**
 * The module with each `m[...]` in place of a table of the words that its key may name. Lines stay where they are.
 * @throws when a key is no template with a beginning of its own, or names no word at all
 */
export function namedOnly(code: string, names: readonly string[]): string | null {
  const tables = new Map<string, string>();
  const rewritten = code.replace(computed, (_, key: string) => {
    const pattern = new RegExp(`^${key.slice(1, -1).replace(/\$\{[^}]*\}/g, '\\w+')}$`);
    const named = names.filter((name) => pattern.test(name));
    if (named.length === 0 || key.startsWith('`$')) throw new Error(`m[${key}] names no words of its own`);
    const table = `words${tables.size}`;
    tables.set(table, `{${named.map((name) => `${name}: m.${name}`).join(', ')}}`);
    return `${table}[${key}]`;
  });
  if (/\bm\[/.test(rewritten))
    throw new Error('a word by a computed key is said as a template with the beginning of the key');
  if (tables.size === 0) return null;
  const made = [...tables].map(([table, words]) => `const ${table} = ${words}; `);
  return `${made.join('')}${rewritten}`;
}
