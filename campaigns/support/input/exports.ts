import { parse } from 'csv-parse/sync';
import type { Try } from './verbs.ts';

const tables = [
  { path: '/api/bookkeeping/exportTable', body: '{"table":"journal"}' },
  { path: '/api/bookkeeping/exportTable', body: '{"table":"trialBalance"}' },
  { path: '/api/bookkeeping/exportTable', body: '{"table":"receipts"}' },
  { path: '/api/records/exportPatients', body: '{}' },
];

/** After all that was typed into the clinic: no cell of any table is a formula, no row has lost or gained a column. */
export async function tryExports({ url, ground, findings }: Try): Promise<void> {
  const manager = ground.callers.find(({ name }) => name === 'manager');
  for (const { path, body } of tables) {
    for (const language of ['en', 'id']) {
      const place = `${path} ${body} ${language}`;
      const headers = {
        'content-type': 'application/json',
        'x-serambi-language': language,
        ...manager?.headers,
      };
      const reply = await findings.ask('exports', place, url, { method: 'POST', path, headers, body });
      if (reply?.status !== 200) {
        findings.fault('exports', place, `answered ${reply?.status}`);
        continue;
      }
      const { csv } = JSON.parse(reply.text) as { csv: string };
      for (const fault of faultsOf(csv, language === 'id' ? ';' : ','))
        findings.fault('exports', place, fault);
    }
  }
}

function faultsOf(csv: string, separator: string): string[] {
  if (!csv.startsWith('\ufeff')) return ['has no byte order mark'];
  let rows: string[][];
  try {
    // refuses a row of another length than the head
    rows = parse(csv, { bom: true, delimiter: separator, record_delimiter: '\r\n' });
  } catch (error) {
    return [(error as Error).message];
  }
  const odd = rows
    .flat()
    .filter((cell) => /^[=+@\t\r\uff0b\uff0d\uff1d\uff20]|^-(?!\d+([.,]\d+)?$)/.test(cell));
  return odd.map((cell) => `a cell that a spreadsheet reckons: ${cell.slice(0, 60)}`);
}
