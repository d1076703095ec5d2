import { runTool } from './run-tool.ts';

/** `npm run lint`; `npm run lint -- --write` mends what can be mended. */
const places = ['src', 'scripts', 'tests', 'bench', 'campaigns', 'bin'];
process.exitCode = runTool('biome', ['check', ...process.argv.slice(2), ...places]) ? 0 : 1;
