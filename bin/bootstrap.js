// Plain JavaScript for Node 18 and later: this runs before anything is installed, and on whatever Node there is.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const neededMajor = 24;
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.serambi-lock');

/**
 * Installs the dependencies when they are missing or are not those of package-lock.json. A package that npm itself
 * installed (`npx serambi`) has no lock file and is whole already.
 */
export function ensureInstalled() {
  const lockFile = path.join(root, 'package-lock.json');
  if (!existsSync(lockFile)) return;
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lock) return;
  if (installedByHand(lockFile)) return writeStamp(lock);

  process.stderr.write('Installing what Serambi needs (about a minute, once) …\n');
  // A registry mirror may lack packages of other systems, which a lock file made from it then does not name, and
  // `npm ci` refuses such a file. `npm install` takes the same versions from it and changes nothing in the clone.
  const exact = runNpm(['ci'], 'ignore');
  if (exact.status !== 0) {
    const lenient = runNpm(['install', '--no-save'], 'inherit');
    if (lenient.status !== 0) {
      process.stderr.write(`npm did not succeed${lenient.error ? `: ${lenient.error.message}` : ''}.\n`);
      process.exit(lenient.status || 1);
    }
  }
  writeStamp(lock);
}

function runNpm(args, errors) {
  const { command, first } = npm();
  return spawnSync(command, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: homeward(process.env),
    stdio: ['ignore', 'ignore', errors],
  });
}

/** npm's own record of what it installed names the same packages as the lock file: somebody ran npm beforehand. */
function installedByHand(lockFile) {
  const record = path.join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  // Optional packages of other systems are never installed.
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' || (present[place] ? present[place].version === entry.version : entry.optional === true),
  );
}

function writeStamp(lock) {
  try {
    mkdirSync(modules, { recursive: true });
    writeFileSync(stamp, `${lock}\n`);
  } catch {
    // A folder that belongs to another account is checked again at the next start, which costs a moment only.
  }
}

/** npm as it was called (`npm start` tells where it lies), else the one beside this Node, else the one on the path. */
function npm() {
  const beside = path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  const script = [process.env.npm_execpath, beside].find(
    (file) => file?.endsWith('npm-cli.js') && existsSync(file),
  );
  return script ? { command: process.execPath, first: [script] } : { command: 'npm', first: [] };
}

/** npm keeps its cache under HOME; a service or a container may have none. */
function homeward(env) {
  return env.HOME || env.npm_config_cache ? env : { ...env, HOME: os.tmpdir() };
}

/**
 * The Node to run on: this one when it is new enough, else the one that came as an optional dependency.
 * @returns {string} path of the program
 */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  const name = `${process.platform}-${process.arch}`;
  const packages = [`node-${name}`, `node-bin-${name}`];
  // Beside us in a clone; a package that was installed into a project finds it further up.
  for (let folder = root; ; folder = path.dirname(folder)) {
    for (const wanted of packages) {
      const file = path.join(folder, 'node_modules', wanted, 'bin', 'node');
      if (existsSync(file)) return file;
    }
    if (folder === path.dirname(folder)) break;
  }
  process.stderr.write(
    `Serambi needs Node ${neededMajor}; this is ${process.version}, and none came for ${name}.\n`,
  );
  process.exit(1);
}

/**
 * An office PC has other work to do: left alone, V8 lets the heap grow to a gigabyte before it looks for what can go.
 * Measured with both demo clinics: 200 MB in place of 1,400, at the same pace.
 */
export const thrift = ['--max-old-space-size=512', '--max-semi-space-size=16'];

/** Left alone, the C library of Linux keeps memory apart for each of the threads that read files and try passwords. */
export const thriftEnv = { MALLOC_ARENA_MAX: '2' };

/**
 * Where Node keeps what it compiled: a start takes the types out of several hundred files and compiles them, which is
 * 2.8 s of the processor's time, and 1.6 s with them kept. Where nobody may write Node does without. What runs all day
 * does without too: it would hold twenty megabytes for it.
 */
const compiled = path.join(modules, '.cache', 'serambi-compiled');

/**
 * Runs a script on Node 24 in place of this process: same terminal, same signals, same exit code.
 * @param {string} script path relative to the project
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, thrifty?: boolean }} [options] `env` is added to the environment; `thrifty`
 *   keeps the process small, for what runs all day
 */
export function reexec(script, args, options = {}) {
  const node = node24();
  const kept = options.thrifty ? thriftEnv : { NODE_COMPILE_CACHE: compiled };
  const env = { ...kept, ...process.env, ...options.env };
  // Tools that scripts start by name (`node`, vite, vitest) must find the same Node.
  env.PATH = [path.dirname(node), path.join(modules, '.bin'), env.PATH].filter(Boolean).join(path.delimiter);
  const flags = ['--disable-warning=ExperimentalWarning', ...(options.thrifty ? thrift : [])];
  const child = spawn(node, [...flags, path.join(root, script), ...args], { stdio: 'inherit', env });
  // A terminal sends Ctrl C to both; a service manager's signal reaches this process only. The child must get it
  // either way, and this process must outlive the child to hand its exit code on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) =>
    process.exit(signal ? 128 + (os.constants.signals[signal] ?? 0) : (code ?? 1)),
  );
}
