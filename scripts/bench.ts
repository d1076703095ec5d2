import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeMessages } from './messages.ts';
import { root } from './run-tool.ts';

/** `npm run bench [-- NAME --json FILE]`: each is a file of `bench/`; without a name all of them, one after the other. */
const [name, ...args] = process.argv.slice(2);
const names = readdirSync(path.join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
if (!name) {
  await makeMessages();
  for (const one of names) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, one], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
  process.exit();
}
const file = path.join(root, 'bench', `${name}.ts`);
if (!existsSync(file)) {
  process.stderr.write(`Which bench? ${names.join(' | ')}\n`);
  process.exit(2);
}
await makeMessages();
process.argv = [process.argv[0] ?? '', file, ...args];
await import(pathToFileURL(file).href);
