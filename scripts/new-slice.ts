import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run-tool.ts';

/** `npm run new:slice -- NAME`: the folder of a new duty with its README, contract, doors and words. */
const [name = ''] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
  process.stderr.write('Usage: npm run new:slice -- NAME, e.g. eye-care\n');
  process.exit(2);
}
const folder = path.join(root, 'src/slices', name);
if (existsSync(folder)) throw new Error(`${folder} is there already`);
const contract = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const files: Record<string, string> = {
  'README.md': `# ${name}\n\nOne sentence: what duty this is.\n\n## Who does what, when\n| who | when | what, with which keys |\n|---|---|---|\n\n## Tables\n\n## Door\n\n## Slots\n\n## Action × role\n`,
  'contract.ts': `import { defineContract } from '#platform/shared/contract.ts';\n\nexport const ${contract} = defineContract('${contract}', {});\n`,
  'server/index.ts': `import type { ServerSlice, Verbs } from '#platform/server/slice.ts';\nimport { ${contract} } from '../contract.ts';\n\nconst verbs = {} satisfies Verbs<typeof ${contract}>;\n\nexport const slice: ServerSlice = { contract: ${contract}, verbs };\n`,
  'web/index.tsx': `import type { WebSlice } from '#platform/web/slots/web-slice.ts';\n\nexport const web = {} satisfies WebSlice;\n`,
  'messages/en.json': '{}\n',
  'messages/id.json': '{}\n',
};
for (const [file, text] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  process.stdout.write(`src/slices/${name}/${file}\n`);
}
process.stdout.write(
  `Now: its line in src/app/slices.ts, its door in src/app/server-slices.ts, its place in src/app/migrate.ts.\n`,
);
