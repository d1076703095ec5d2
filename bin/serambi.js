#!/usr/bin/env node
import { ensureInstalled, reexec } from './bootstrap.js';

ensureInstalled();
reexec('src/app/cli.ts', process.argv.slice(2));
