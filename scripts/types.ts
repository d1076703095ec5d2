import { makeMessages } from './messages.ts';
import { runTool } from './run-tool.ts';

/** `npm run types`: the server's code without a `window`, the browser's without a `process`. */
await makeMessages();
const projects = ['tsconfig.server.json', 'tsconfig.web.json', 'tsconfig.web-tests.json'];
const good = projects.map((project) => runTool('tsc', ['-p', project]));
process.exitCode = good.every(Boolean) ? 0 : 1;
