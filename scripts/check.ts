import { licenceFaults } from './check/licences.ts';
import { secretFaults } from './check/secrets.ts';
import { makeMessages } from './messages.ts';
import { root, runTool } from './run-tool.ts';

/** Everything that can be judged without running the program: words, types, style, licences, secrets. */
await makeMessages();
const faults: string[] = [];
for (const project of ['tsconfig.server.json', 'tsconfig.web.json', 'tsconfig.web-tests.json']) {
  if (!runTool('tsc', ['-p', project])) faults.push(`types of ${project}`);
}
if (!runTool('biome', ['check', 'src', 'scripts', 'tests', 'bench', 'campaigns', 'bin']))
  faults.push('style');
faults.push(...licenceFaults(root), ...secretFaults(root));
for (const fault of faults) process.stderr.write(`✗ ${fault}\n`);
process.stdout.write(faults.length === 0 ? 'Types, style, licences and secrets hold.\n' : '');
process.exitCode = faults.length === 0 ? 0 : 1;
