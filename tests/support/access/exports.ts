import { callOf } from './inputs.ts';
import { knock, leakOf } from './knock.ts';
import type { Ground } from './verb-matrix.ts';
import { exportTables } from '#slices/bookkeeping/shared/words.ts';

/** Every file for a spreadsheet, to everybody who may have it: it holds her clinic's own words and none of the other's. */
export async function tryExports({ url, world, other, callers, findings }: Ground): Promise<void> {
  const { registry } = world.clinic.platform;
  const files: [string, string, Record<string, unknown>][] = [
    ['records', 'exportPatients', {}],
    ...exportTables.map((table): [string, string, Record<string, unknown>] => [
      ...(['bookkeeping', 'exportTable'] as const),
      { table, day: world.day },
    ]),
  ];
  const tellingOwn = new Set<string>();
  for (const [slice, name, more] of files) {
    const verb = registry.verb(slice, name);
    if (!verb) throw new Error(`${slice}.${name} is gone`);
    const body = { ...callOf(verb, world, world.own).input, ...more };
    for (const caller of callers) {
      const answer = await knock(url, caller, { method: 'POST', path: `/api/${slice}/${name}`, body });
      const cell = `${slice}.${name} ${JSON.stringify(more)} × ${caller.name}`;
      const letIn = caller.holds(verb.contract.action);
      const expected = letIn ? 200 : caller.kind === 'nobody' ? 401 : 403;
      findings.judge(cell, answer.status === expected ? undefined : `expected ${expected}`, answer);
      const leak = leakOf(answer, '', other);
      if (leak) findings.fault(`${cell}: tells ${leak} of the other clinic`);
      if (letIn && answer.text.includes(world.canary)) tellingOwn.add(name);
    }
  }
  for (const name of new Set(files.map(([, name]) => name)))
    if (!tellingOwn.has(name)) findings.fault(`no file of ${name} has a word of its own clinic`);
}
