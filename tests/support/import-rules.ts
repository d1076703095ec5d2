import type { Module } from './modules.ts';

const doors = /^src\/slices\/[^/]+\/(contract\.ts|server\/index\.ts|web\/index\.tsx)$/;

/** What imports what, as AGENTS.md says it: one line for each import that breaks a rule. */
export function importFaults(
  modules: readonly Module[],
  mayUse: Record<string, readonly string[]>,
): string[] {
  const faults: string[] = [];
  for (const { file, imports } of modules) {
    const isTest = /\.(test|e2e)\.tsx?$|\/testing\//.test(file);
    for (const { to, as, ring } of imports) {
      const fault =
        ring.length > 0 && !isTest
          ? `is in a ring: ${ring.join(' → ')}`
          : faultOf(file, to, as, mayUse, isTest);
      if (fault) faults.push(`${file} → ${to} ${fault}`);
    }
  }
  return faults;
}

function faultOf(
  file: string,
  to: string,
  as: string,
  mayUse: Record<string, readonly string[]>,
  isTest: boolean,
): string | undefined {
  if (as.startsWith('../../')) return 'climbs two folders; use #imports';
  const from = placeOf(file);
  const target = placeOf(to);
  if (isTest || !target.area) return undefined;
  if (from.area === 'platform' && target.area !== 'platform')
    return 'leaves the platform, which knows no duty';
  if (from.area === 'platform' && from.side === 'shared' && target.side !== 'shared')
    return 'leaves platform/shared, which runs everywhere';
  if (from.area === 'slices' && target.area === 'app') return 'reaches into app';
  if (from.side === 'web' && target.side === 'server') return 'takes server code into the browser';
  if (from.side === 'server' && target.side === 'web') return 'takes browser code into the server';
  if (from.side === 'contract' && target.area === 'platform' && target.side !== 'shared')
    return 'makes a contract know one side';
  if (from.area === 'slices' && target.area === 'slices' && from.name !== target.name) {
    if (!mayUse[from.name]?.includes(target.name))
      return `uses ${target.name}, which its "may use" line does not name`;
    if (!doors.test(to)) return `passes the door of ${target.name}`;
  }
  return undefined;
}

interface Place {
  area?: 'platform' | 'slices' | 'app';
  name: string;
  side: string;
}

/** `src/slices/vitals/server/x.ts` → slices, vitals, server; `src/platform/web/…` → platform, web, web. */
function placeOf(file: string): Place {
  const [source, area, name = '', inside = ''] = file.split('/');
  if (source !== 'src') return { name: '', side: '' };
  if (area === 'platform') return { area, name, side: name };
  if (area === 'slices') return { area, name, side: inside.startsWith('contract') ? 'contract' : inside };
  if (area === 'app') return { area, name: 'app', side: 'app' };
  return { name: '', side: '' };
}

/** The first ring of the table, or undefined. */
export function ringOf(mayUse: Record<string, readonly string[]>): string[] | undefined {
  const visit = (name: string, path: string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const next of mayUse[name] ?? []) {
      const ring = visit(next, [...path, name]);
      if (ring) return ring;
    }
    return undefined;
  };
  for (const name of Object.keys(mayUse)) {
    const ring = visit(name, []);
    if (ring) return ring;
  }
  return undefined;
}
