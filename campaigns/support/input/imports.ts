import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Try } from './verbs.ts';

const cli = path.join(import.meta.dirname, '../../../src/app/cli.ts');
const deep = (open: string, close: string, middle = '') =>
  open.repeat(10_000) + middle + close.repeat(10_000);
const patient = (more: string) => `{"resourceType":"Patient",${more}}`;
const bundle = (...resources: string[]) =>
  `{"resourceType":"Bundle","type":"collection","entry":[${resources.map((one) => `{"resource":${one}}`).join(',')}]}`;

/** Files of which nothing can be stored, by name. */
const files: Record<string, string | Uint8Array> = {
  'nothing.json': '',
  'null.json': 'null',
  'cut.json': '{"resourceType":"Bundle","entry":[',
  'no-utf8.json': Buffer.from(patient('"name":[{"text":"Andr\xe9"}]'), 'latin1'),
  'utf16.json': Buffer.from(`\ufeff${patient('"active":true')}`, 'utf16le'),
  'deep.json': deep('[', ']'),
  'deep-bundle.json': bundle(patient(`"extension":[${deep('{"url":"a","extension":[', ']}')}]`)),
  'nul.json': bundle(patient('"name":[{"text":"Bu\\u0000di"}]')),
  'surrogate.json': bundle(patient('"name":[{"text":"Bu\\ud800di"}]')),
  'prototype.json': bundle('{"__proto__":{"resourceType":"Patient"}}'),
  'no-such-day.json': bundle(patient('"birthDate":"2026-02-30"')),
  'odd-id.json': bundle(patient('"id":"../../etc/passwd"')),
  'html.json': bundle('{"resourceType":"Binary","contentType":"text/html","data":"PGI+"}'),
  'program.json': Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'),
  'lines.ndjson': `${patient('"birthDate":"0"')}\n{"a"\n\xff\xfe\n${'['.repeat(100_000)}\n\n"x"\n`,
  'long-line.ndjson': `{"a":"${'x'.repeat(20_000_000)}`,
};

/** Files that an operator loads at the terminal: each is refused with its reason, changes nothing and shows no stack. */
export async function tryImports({ ground, findings, n }: Try): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-import-'));
  const { slug } = ground.world.clinic.clinic;
  const env = { ...ground.env, SERAMBI_DATA: ground.dataDir };
  /** What it says, and which tables are no longer as they were. */
  const tryFile = async (file: string) => {
    const before = await ground.digests();
    const said = await load(file, slug, env);
    const changed = await ground.changedSince(before);
    // how far a file was read is kept, so that a stopped import goes on there
    return { ...said, changed: changed.filter((one) => one !== 'records_import') };
  };
  try {
    for (const [name, content] of Object.entries(files).slice(0, n)) {
      const file = path.join(folder, name);
      await writeFile(file, content);
      findings.tried += 1;
      const { code, printed, changed } = await tryFile(file);
      if (code !== 1) findings.fault('imports', name, `ended with ${code}`);
      if (/\bat .+:\d+:\d+|node_modules/.test(printed))
        findings.fault('imports', name, `shows a stack: ${printed.slice(0, 200)}`);
      if (printed.trim() === '') findings.fault('imports', name, 'says nothing');
      // a clinic's own clock may strike meanwhile, but not twice in the same tables
      const again = changed.length > 0 ? (await tryFile(file)).changed : [];
      for (const table of changed.filter((one) => again.includes(one)))
        findings.fault('imports', `${name}, ${table}`, 'rows changed');
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function load(
  file: string,
  clinic: string,
  env: Record<string, string>,
): Promise<{ code: number | string | null; printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'import', 'fhir', file, '--clinic', clinic], {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += bytes));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code: code ?? signal, printed }));
  });
}
