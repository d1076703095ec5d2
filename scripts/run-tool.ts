import { spawnSync } from 'node:child_process';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');

/** Runs a program of node_modules in the project's folder, its output shown. Returns whether it succeeded. */
export function runTool(bin: string, args: string[], env: Record<string, string> = {}): boolean {
  const done = spawnSync(path.join(root, 'node_modules/.bin', bin), args, {
    cwd: root,
    stdio: 'inherit',
    // the tools begin with `env node`: it must find the Node that runs this
    env: {
      ...process.env,
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
      ...env,
    },
  });
  return done.status === 0;
}
