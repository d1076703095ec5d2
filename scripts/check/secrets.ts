import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Shapes of things that belong in no repository. */
const shapes: [string, RegExp][] = [
  ['a private key', /-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----/],
  ['an AWS key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/],
  [
    'a password in an address',
    /\bpostgres(ql)?:\/\/[^\s:/@'"`$]+:[^\s@'"`$]{6,}@(?!localhost|127\.)[a-z0-9.-]+\.[a-z]{2,}/,
  ],
];

/** One line for every committed or new text file that holds something shaped like a secret. */
export function secretFaults(root: string): string[] {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  // a published package or an export without git has nothing to commit
  if (listed.status !== 0) return [];
  return listed.stdout
    .split('\n')
    .filter(Boolean)
    .flatMap((file) => {
      let text: string;
      try {
        text = readFileSync(path.join(root, file), 'utf8');
      } catch {
        return [];
      }
      return shapes.filter(([, shape]) => shape.test(text)).map(([name]) => `${name} in ${file}`);
    });
}
