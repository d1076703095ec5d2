import { readFileSync, globSync } from 'node:fs';
import { patch } from '../campaigns/access/cuts.ts';
import { accessCodes } from '../campaigns/access/codes.ts';
for (const f of process.argv
  .slice(2)
  .flatMap((g) => globSync(g))
  .sort()) {
  if (/\.test\.ts$|\/seed/.test(f)) continue;
  for (const c of patch(f, readFileSync(f, 'utf8'), true).cuts)
    if (c.kind !== 'refusal' || accessCodes.includes(c.code ?? ''))
      console.log(c.id, '|', c.text, c.nth > 1 ? c.nth : '');
}
