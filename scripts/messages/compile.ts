import { compileProject } from '@inlang/paraglide-js';
import { type InlangProject, loadProjectInMemory, newProject } from '@inlang/sdk';
import type { Message } from './collect.ts';
import { readText, variablesOf } from './pattern.ts';

const languages = ['en', 'id'] as const;

/**
 * Compiles messages to JavaScript with paraglide: one module per key for the web (so that each screen carries
 * only its own words) and one module per language for the server (which looks keys up by name).
 * @returns file name → text, under `src/generated/messages/`
 */
export async function compileMessages(messages: Message[]): Promise<Map<string, string>> {
  const settings = { baseLocale: 'en', locales: [...languages] };
  const project = await loadProjectInMemory({ blob: await newProject({ settings }) });
  try {
    await fill(project, messages);
    const options = { strategy: ['globalVariable', 'baseLocale'] as ['globalVariable', 'baseLocale'] };
    const web = await compileProject({
      project,
      compilerOptions: { ...options, outputStructure: 'message-modules' },
    });
    const server = await compileProject({
      project,
      compilerOptions: { ...options, outputStructure: 'locale-modules' },
    });
    return assemble(messages, web, server);
  } finally {
    await project.close();
  }
}

/** Rows go in by the hundred: the importer that plugins use writes one at a time and is ten times slower. */
async function fill(project: InlangProject, messages: Message[]): Promise<void> {
  const rows = messages.map((message) => rowsOf(message));
  const pages = <T>(all: T[]) =>
    Array.from({ length: Math.ceil(all.length / 300) }, (_, page) => all.slice(page * 300, page * 300 + 300));
  for (const page of pages(rows.map((row) => row.bundle))) {
    await project.db.insertInto('bundle').values(page).execute();
  }
  for (const page of pages(rows.flatMap((row) => row.messages))) {
    await project.db.insertInto('message').values(page).execute();
  }
  for (const page of pages(rows.flatMap((row) => row.variants))) {
    await project.db.insertInto('variant').values(page).execute();
  }
}

function rowsOf(message: Message) {
  const read = { en: readText(message.key, message.en), id: readText(message.key, message.id) };
  const counts = [...new Set(languages.flatMap((l) => (read[l].kind === 'plural' ? [read[l].count] : [])))];
  const bundle = {
    id: message.key,
    declarations: [
      ...variablesOf(message.en).map((name) => ({ type: 'input-variable' as const, name })),
      ...counts.map((name) => ({
        type: 'local-variable' as const,
        name: `${name}Form`,
        value: {
          type: 'expression' as const,
          arg: { type: 'variable-reference' as const, name },
          annotation: { type: 'function-reference' as const, name: 'plural', options: [] },
        },
      })),
    ],
  };
  const messages = languages.map((locale) => {
    const reading = read[locale];
    const selectors =
      reading.kind === 'plural'
        ? [{ type: 'variable-reference' as const, name: `${reading.count}Form` }]
        : [];
    return { id: `${message.key}.${locale}`, bundleId: message.key, locale, selectors };
  });
  const variants = languages.flatMap((locale) => {
    const reading = read[locale];
    const messageId = `${message.key}.${locale}`;
    if (reading.kind === 'plain') return [{ id: messageId, messageId, matches: [], pattern: reading.pieces }];
    return reading.forms.map(({ form, pieces }) => ({
      id: `${messageId}.${form}`,
      messageId,
      matches: [
        form === 'other'
          ? { type: 'catchall-match' as const, key: `${reading.count}Form` }
          : { type: 'literal-match' as const, key: `${reading.count}Form`, value: form },
      ],
      pattern: pieces,
    }));
  });
  return { bundle, messages, variants };
}

/** The compiler renames keys in camel case; only its modules for the web export them under their own names again. */
function aliasesOf(web: Record<string, string>): string {
  const alias = /^export \{ \w+ as "\w+" \}/gm;
  return Object.values(web)
    .flatMap((text) => text.match(alias) ?? [])
    .map((line) => `\n${line};`)
    .join('');
}

/** Keeps what is used of the compiler's output; its 64 kB of cookies, URLs and headers is replaced by a variable. */
function assemble(messages: Message[], web: Record<string, string>, server: Record<string, string>) {
  const files = new Map<string, string>();
  for (const [name, text] of Object.entries(web)) {
    if (name === 'registry.js' || name.startsWith('messages/')) files.set(name, text);
  }
  // An export of the names themselves beside `m` would let a slice import them one by one: one habit is enough.
  files.set('messages.js', "export * as m from './messages/_index.js';\n");
  files.set('runtime.js', runtime);
  files.set('runtime.d.ts', runtimeTypes);
  files.set('messages.d.ts', typesOf(messages));
  for (const language of languages) {
    files.set(`words/${language}.js`, lean(String(server[`messages/${language}.js`])) + aliasesOf(web));
    files.set(`words/${language}.d.ts`, wordsTypes);
  }
  const made = [...files.keys()].filter(
    (name) => name.startsWith('messages/') && name.endsWith('.js'),
  ).length;
  // The compiler reports success on an empty output.
  if (made !== messages.length + 1)
    throw new Error(`${messages.length} messages, but ${made} modules were made`);
  return files;
}

/**
 * The server holds the text of its programs in memory. Of these two a half is types in comments that nobody reads, and one
 * letter beyond Latin 1 would double the rest.
 */
function lean(text: string): string {
  return text
    .replace(/^\/\*\* @typedef .* \*\/\n/gm, '')
    .replace(/\/\*\* @type \{\(inputs: \w+\) => LocalizedString\} \*\/ /g, '')
    .replace(/\/\*\* @type \{LocalizedString\} \*\/ ?/g, '')
    .replace(/[^\0-\xff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const runtime = `export const experimentalStaticLocale = undefined;
let current = () => 'en';
export const getLocale = () => current();
export const overwriteGetLocale = (read) => {
  current = read;
};
`;

const runtimeTypes = `export declare function getLocale(): 'en' | 'id';
export declare function overwriteGetLocale(read: () => 'en' | 'id'): void;
`;

/** Looked up by name: \`import * as en from '#messages/words/en.js'\`. */
const wordsTypes = `declare const words: Record<string, ((inputs: Record<string, string | number>) => string) | undefined>;
export = words;
`;

/** Declarations of our own, because the compiler's are comments in JavaScript and take \`unknown\` for a variable. */
function typesOf(messages: Message[]): string {
  const lines = messages.map(({ key, en }) => {
    const variables = variablesOf(en);
    const inputs = variables.map((name) => `${name}: Value`).join('; ');
    const parameters = variables.length > 0 ? `inputs: { ${inputs} }` : 'inputs?: Record<string, never>';
    return `  /** ${en.replaceAll('*/', '* /')} */\n  readonly ${key}: (${parameters}, options?: In) => string;`;
  });
  return `type Value = string | number;
interface In {
  locale?: 'en' | 'id';
}
export declare const m: {
${lines.join('\n')}
};
`;
}
