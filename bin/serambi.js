#!/usr/bin/env node
import { ensureInstalled, reexec } from './bootstrap.js';

ensureInstalled();
const args = process.argv.slice(2);
// an import may hold a whole bundle; the server runs all day beside the clinic's other programs
reexec('src/app/cli.ts', args, { thrifty: !['import', 'export'].includes(args[0]) });
