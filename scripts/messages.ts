import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkMessages, findMessageFolders, mergeMessages, readMessageFolder } from './messages/collect.ts';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Checks all messages and compiles them into `src/generated/messages/` unless nothing changed since last time.
 * @returns how many messages there are, and whether anything was compiled
 * @throws with one line per fault when a key is missing, doubled, empty, misnamed or has other variables
 */
export async function makeMessages(root = repository): Promise<{ count: number; compiled: boolean }> {
  const folders = findMessageFolders(root).map((folder) => readMessageFolder(root, folder));
  const wrong = checkMessages(folders);
  if (wrong.length > 0) throw new Error(`Messages cannot be compiled:\n  ${wrong.join('\n  ')}`);
  const messages = mergeMessages(folders);
  const target = join(root, 'src/generated/messages');
  const stampPath = join(target, 'stamp');
  const stamp = stampOf(JSON.stringify(messages));
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) {
    return { count: messages.length, compiled: false };
  }
  // The compiler takes a second to load, so an unchanged run does without it.
  const { compileMessages } = await import('./messages/compile.ts');
  writeFiles(target, await compileMessages(messages));
  writeFile(stampPath, stamp);
  return { count: messages.length, compiled: true };
}

/** The stamp covers the compiler as well as the words, so that a change in either compiles again. */
function stampOf(words: string): string {
  const hash = createHash('sha256').update(words);
  const folder = join(repository, 'scripts/messages');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** Replaces changed files one by one, each in one step: a test run that reads them meanwhile sees old or new, never half. */
function writeFiles(target: string, files: Map<string, string>): void {
  for (const [name, text] of files) {
    const path = join(target, name);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFile(path, text);
  }
  for (const folder of ['messages', 'words']) {
    for (const name of readdirSync(join(target, folder))) {
      if (!files.has(`${folder}/${name}`) && !name.endsWith('.part'))
        rmSync(join(target, folder, name), { force: true });
    }
  }
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { count, compiled } = await makeMessages();
    console.log(`${count} messages ${compiled ? 'compiled' : 'are up to date'}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
