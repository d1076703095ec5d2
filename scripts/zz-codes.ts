import { readFileSync, globSync } from 'node:fs';
import { patch } from '../campaigns/access/cuts.ts';
import { accessCodes, dutyCodes } from '../campaigns/access/codes.ts';
for (const f of [
  ...globSync('src/slices/*/server/**/*.ts'),
  ...globSync('src/platform/server/**/*.ts'),
].sort()) {
  if (/\.test\.ts$|\/seed|^src\/platform\/server\/(db|clock|fhir|print\/testing)/.test(f)) continue;
  for (const c of patch(f, readFileSync(f, 'utf8'), true).cuts)
    if (c.code && ![...accessCodes, ...dutyCodes].includes(c.code)) console.log(c.code, c.id);
}
