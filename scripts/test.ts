import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readyBrowser } from './machine/browser.ts';
import { readyTools } from './machine/tools.ts';
import { makeMessages } from './messages.ts';

/**
 * `npm test`: everything, browser included (`--no-browser`: without it). Arguments go to vitest: `npm test -- src/slices/vitals`.
 * Closes with the names of what failed and `N passed, N failed` over all runners.
 */
interface Total {
  passed: number;
  failed: number;
  skipped: number;
  /** Of what failed; a runner prints it where it happened, thousands of lines above the end. */
  names: string[];
}

/** What is read of vitest's report. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

const root = path.join(import.meta.dirname, '..');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const reports = mkdtempSync(path.join(os.tmpdir(), 'serambi-report-'));

function run(config: string, given: string[], env: Record<string, string> = {}): Total {
  const report = path.join(reports, `${config}.json`);
  const args = [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const done = spawnSync(process.execPath, [vitest, ...args, ...given], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', ...env },
  });
  const total = totalOf(report);
  // a runner that fell over without a failed test has failed all the same
  if (done.status !== 0 && total.failed === 0) {
    total.failed = 1;
    total.names.push(`${config} ended with ${done.status ?? done.signal}`);
  }
  return total;
}

function totalOf(report: string): Total {
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = read;
    return { passed, failed, skipped, names: read.testResults.flatMap(failuresOf) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, names: ['no report was written'] };
  }
}

function failuresOf(file: Report['testResults'][number]): string[] {
  const where = path.relative(root, file.name);
  const failed = file.assertionResults.filter((one) => one.status === 'failed');
  if (failed.length === 0) return file.status === 'failed' ? [`${where}: ${firstLine(file.message)}`] : [];
  return failed.map((one) => `${where}: ${one.fullName}: ${firstLine(one.failureMessages[0] ?? '')}`);
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';

await makeMessages();
const noBrowser = process.argv.includes('--no-browser');
const given = process.argv.slice(2).filter((one) => one !== '--no-browser');
readyTools();
const totals = [run('vitest.config.ts', given)];
if (given.length === 0 && !noBrowser) {
  const { buildWeb } = await import('./build.ts');
  await buildWeb();
  totals.push(run('vitest.journeys.config.ts', [], { SERAMBI_BROWSER: readyBrowser() }));
}
rmSync(reports, { recursive: true, force: true });

const names = totals.flatMap((one) => one.names);
if (names.length > 0) process.stdout.write(`\nFailed:\n  ${names.join('\n  ')}\n`);
const sum = (key: 'passed' | 'failed' | 'skipped') => totals.reduce((all, one) => all + one[key], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
