#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, reexec, root } from './bootstrap.js';

const [name, ...args] = process.argv.slice(2);
const script = `scripts/${name}.ts`;
if (!name || !/^[a-z0-9-]+$/.test(name) || !existsSync(path.join(root, script))) {
  process.stderr.write(`There is no ${script}.\n`);
  process.exit(2);
}
ensureInstalled();
reexec(script, args);
