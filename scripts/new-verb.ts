import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run-tool.ts';

/** `npm run new:verb -- SLICE VERB`: the verb's file and its test as the house has them; says what is left to write. */
const [slice = '', verb = ''] = process.argv.slice(2);
const folder = path.join(root, 'src/slices', slice);
if (!existsSync(path.join(folder, 'contract.ts')) || !/^[a-z][A-Za-z]+$/.test(verb)) {
  process.stderr.write(
    'Usage: npm run new:verb -- SLICE VERB, e.g. scheduling bookVisit; the slice must be there.\n',
  );
  process.exit(2);
}
const contract =
  /defineContract\(\s*'([a-zA-Z]+)'/.exec(readFileSync(path.join(folder, 'contract.ts'), 'utf8'))?.[1] ?? '';
const file = verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function write(name: string, text: string): void {
  const target = path.join(folder, 'server', name);
  if (existsSync(target)) throw new Error(`${target} is there already`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  process.stdout.write(`${path.relative(root, target)}\n`);
}

write(
  `${file}.ts`,
  `import type { Verb } from '#platform/server/slice.ts';
import type { ${contract} } from '../contract.ts';

export const ${verb}: Verb<typeof ${contract}, '${verb}'> = async (ctx, input) => {
  throw new Error(\`${contract}.${verb} is not written yet (\${ctx.now}, \${Object.keys(input)})\`);
};
`,
);
write(
  `${file}.test.ts`,
  `import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { ${contract} } from '../contract.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

describe('${contract}.${verb}', () => {
  it('says in a sentence what it does', async () => {
    const answer = await clinic.as('frontDesk').call(${contract}, '${verb}', {});
    expect(answer).toEqual({});
  });
});
`,
);
process.stdout.write(
  `Now: ${slice}/contract.ts (input, output, errors, action), the door's line \`${verb}\`, words in messages/, a form in web/.\n`,
);
