import { instanceHistory, systemHistory, typeHistory } from './history.ts';
import type { Interaction } from './interaction.ts';
import { patch } from './patch.ts';
import { read, vread } from './read.ts';
import { refuseFhir } from './refusals.ts';
import { searchType } from './search-type.ts';
import { create, remove, update } from './write.ts';

/** What an entry of a bundle asks for by method and path. Refuses what is not done in bundles. */
export function entryInteraction(method: string, path: readonly string[]): Interaction {
  const form = path
    .map((part, n) => (part === '_history' ? part : ['type', 'id', '', 'version'][n]))
    .join('/');
  const found = table[`${method} ${form}`];
  const operation = path.find((part) => /^\$[a-z][a-z-]{0,40}$/.test(part));
  return found ?? refuseFhir('notSupported', { what: operation ?? method });
}

const table: Record<string, Interaction> = {
  'GET type': searchType,
  'GET type/id': read,
  'GET type/id/_history': instanceHistory,
  'GET type/id/_history/version': vread,
  'GET type/_history': typeHistory,
  'GET _history': systemHistory,
  'POST type': create,
  'PUT type/id': update,
  'PUT type': update,
  'PATCH type/id': patch,
  'PATCH type': patch,
  'DELETE type/id': remove,
  'DELETE type': remove,
};
