import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeMessages } from './messages.ts';
import { root } from './run-tool.ts';

/** `npm run campaign -- NAME [--n N --seed S --json FILE --short]`: each is a file of `campaigns/`. */
const [name, ...args] = process.argv.slice(2);
const names = readdirSync(path.join(root, 'campaigns'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const file = path.join(root, 'campaigns', `${name}.ts`);
if (!name || !existsSync(file)) {
  process.stderr.write(`Which campaign? ${names.join(' | ')}\n`);
  process.exit(2);
}
await makeMessages();
// a process of its own: a campaign runs where its file is what was started, and not where it is imported
process.exitCode = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' }).status ?? 1;
