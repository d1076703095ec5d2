import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { readText, variablesOf } from './pattern.ts';

/** One folder of messages: both languages, and the word that each of its keys must start with. */
export interface MessageFolder {
  folder: string;
  prefixes: string[];
  en: [key: string, text: string][];
  id: [key: string, text: string][];
}

export interface Message {
  key: string;
  en: string;
  id: string;
}

const camelCase = (name: string) => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Finds every `messages` folder of the platform (any depth) and of the slices (one each). */
export function findMessageFolders(root: string): string[] {
  const found: string[] = [];
  const walk = (folder: string, depth: number) => {
    if (depth < 0 || !existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const path = join(folder, entry.name);
      if (entry.name !== 'messages') walk(path, depth - 1);
      else if (existsSync(join(path, 'en.json')) || existsSync(join(path, 'id.json'))) found.push(path);
    }
  };
  walk(join(root, 'src/platform'), 5);
  walk(join(root, 'src/slices'), 1);
  return found.sort();
}

/**
 * Reads one folder. A slice's keys start with its own name; the platform's with `platform` or the part's name
 * (`src/platform/web/messages` → `web_…`), so that a key says where it is written.
 */
export function readMessageFolder(root: string, folder: string): MessageFolder {
  const place = relative(root, folder);
  const owner = camelCase(basename(dirname(folder)));
  const prefixes = place.startsWith(join('src', 'platform')) ? [...new Set([owner, 'platform'])] : [owner];
  return {
    folder: place,
    prefixes,
    en: readPairs(join(folder, 'en.json')),
    id: readPairs(join(folder, 'id.json')),
  };
}

/** `JSON.parse` keeps the last of two equal keys in silence, so the keys are also counted in the text. */
function readPairs(path: string): [string, string][] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const values = JSON.parse(text) as Record<string, unknown>;
  const written = [...text.matchAll(/^\s*\{?\s*"((?:[^"\\]|\\.)+)"\s*:/gm)].map((match) => String(match[1]));
  const pairs: [string, string][] = Object.entries(values).map(([key, value]) => {
    if (typeof value !== 'string') throw new Error(`${path}: "${key}" is not text; messages are flat`);
    return [key, value];
  });
  const doubled = written.filter((key, index) => written.indexOf(key) !== index);
  return [...pairs, ...doubled.map((key): [string, string] => [key, values[key] as string])];
}

function isReadable(text: string): boolean {
  try {
    readText('', text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with the messages, one sentence each; empty when they can be compiled. */
export function checkMessages(folders: MessageFolder[]): string[] {
  const wrong: string[] = [];
  const home = new Map<string, string>();
  for (const { folder, prefixes, en, id } of folders) {
    for (const [language, pairs, other] of [
      ['en', en, id],
      ['id', id, en],
    ] as const) {
      const seen = new Set<string>();
      const theirs = new Map(other);
      for (const [key, text] of pairs) {
        const at = `${folder}/${language}.json: ${key}`;
        if (seen.has(key)) wrong.push(`${at} is written twice`);
        seen.add(key);
        if (!/^[a-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$/.test(key)) wrong.push(`${at} is not <slice>_<what>`);
        else if (!prefixes.some((prefix) => key.startsWith(`${prefix}_`))) {
          wrong.push(`${at} does not start with ${prefixes.join('_ or ')}_`);
        }
        if (text.trim() === '') wrong.push(`${at} is empty`);
        if (!isReadable(text))
          wrong.push(`${at} cannot be read: a brace without its partner, or a plural without "other"`);
        const partner = theirs.get(key);
        if (partner === undefined) wrong.push(`${at} is missing in the other language`);
        else if (
          language === 'en' &&
          isReadable(text) &&
          isReadable(partner) &&
          String(variablesOf(text)) !== String(variablesOf(partner))
        ) {
          wrong.push(
            `${at} has other variables (${variablesOf(text)}) than Indonesian (${variablesOf(partner)})`,
          );
        }
      }
      if (language === 'en') {
        for (const key of seen) {
          const first = home.get(key.toLowerCase());
          // Compared without case: the compiler makes one file per key, and some disks do not tell case apart.
          if (first) wrong.push(`${folder}: ${key} is already in ${first}`);
          home.set(key.toLowerCase(), folder);
        }
      }
    }
  }
  return wrong;
}

/** All messages by key, sorted, after the check. */
export function mergeMessages(folders: MessageFolder[]): Message[] {
  return folders
    .flatMap(({ en, id }) => {
      const indonesian = new Map(id);
      return en.map(([key, text]) => ({ key, en: text, id: indonesian.get(key) ?? '' }));
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
