#!/usr/bin/env node
import { ensureInstalled, reexec } from './bootstrap.js';

ensureInstalled();
reexec('scripts/test.ts', process.argv.slice(2));
