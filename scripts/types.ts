import { makeMessages } from './messages.ts';
import { runTool } from './run-tool.ts';

/** `npm run types`: the server's code without a `window`, the browser's without a `process`. */
await makeMessages();
const good = ['tsconfig.server.json', 'tsconfig.web.json'].map((project) => runTool('tsc', ['-p', project]));
process.exitCode = good.every(Boolean) ? 0 : 1;
