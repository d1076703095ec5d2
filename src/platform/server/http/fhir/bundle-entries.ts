import type { Language } from '#platform/shared/languages.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { type JsonObject, type JsonValue, parseLossless } from '#platform/server/fhir/json-text.ts';
import { validateResource } from '#platform/server/fhir/validate.ts';
import { isRecord } from '#platform/server/fhir/walk.ts';
import { InvalidResource } from '#platform/server/record/validity.ts';
import { textOf } from '../json-body.ts';
import { type Ask, placeOf } from './ask.ts';
import { entryInteraction } from './entry-interaction.ts';
import type { Interaction } from './interaction.ts';
import { EntryRefusal, refuseFhir } from './refusals.ts';

/** One entry of a batch or transaction that is to be done. */
export interface Entry {
  /** From 0. */
  at: number;
  fullUrl: string | undefined;
  interaction: Interaction;
  ask: Ask;
}

export interface SentBundle {
  kind: 'batch' | 'transaction';
  /** In the order of the bundle; a refusal for what could not be read or is not done here. */
  entries: (Entry | EntryRefusal)[];
}

/** More than any patient's record that is sent in one piece, and what one request may keep us busy with. */
const mostEntries = 5000;
/** Order in which entries are done (http://hl7.org/fhir/R4/http.html#trules); reads come last. */
const ranks: Record<string, number> = { delete: 0, create: 1, update: 2, patch: 2 };

/** Reads what was sent to the base address. Refuses what is no batch or transaction, or not built as one. */
export function readBundle(text: string, baseUrl: string, language: Language): SentBundle {
  const bundle = parseLossless(text);
  if (!isRecord(bundle) || bundle.resourceType !== 'Bundle') return refuseFhir('wrongBundle');
  const { type: kind } = bundle;
  if (kind !== 'batch' && kind !== 'transaction') return refuseFhir('wrongBundle', {}, 'Bundle.type');
  const given = Array.isArray(bundle.entry) ? (bundle.entry as JsonValue[]) : [];
  if (given.length > mostEntries) refuseFhir('tooManyEntries', { maximum: mostEntries }, 'Bundle.entry');
  // each resource is judged where it is stored, with its references resolved; here the frame around them
  const frame = { ...bundle, ...(bundle.entry !== undefined && { entry: given.map(withoutResource) }) };
  const errors = validateResource(frame, { language }).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidResource(errors);
  const entries = given.map((entry, at) => readEntry(entry as JsonObject, at, baseUrl));
  return { kind, entries };
}

/** The order in which entries are done. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  const rank = ({ interaction }: Entry) => ranks[interaction.code] ?? 3;
  return [...entries].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
}

function withoutResource(entry: JsonValue): JsonValue {
  if (!isRecord(entry)) return entry;
  const { resource: _, ...rest } = entry as JsonObject;
  return rest;
}

function readEntry(entry: JsonObject, at: number, baseUrl: string): Entry | EntryRefusal {
  const place = `Bundle.entry[${at}]`;
  try {
    const request = entry.request as JsonObject;
    const text = (name: string) => (typeof request[name] === 'string' ? request[name] : undefined);
    const method = text('method') ?? '';
    const asked = addressOf(text('url') ?? '', baseUrl);
    const interaction = entryInteraction(method, asked.path);
    const [type, id, , version] = asked.path;
    const resource = entry.resource;
    if (method === 'POST' || method === 'PUT' || method === 'PATCH') {
      if (!isRecord(resource))
        refuse('invalidInput', {}, [{ path: 'resource', key: 'platform_field_required' }]);
    }
    const ask: Ask = {
      ...placeOf({
        type: type?.startsWith('_') ? undefined : type,
        id: id?.startsWith('_') ? undefined : id,
        version,
      }),
      query: asked.query,
      ifMatch: text('ifMatch'),
      ifNoneMatch: text('ifNoneMatch'),
      ifNoneExist: text('ifNoneExist'),
      ifModifiedSince: text('ifModifiedSince'),
      sent: method === 'PATCH' ? () => patchIn(resource) : () => resource ?? null,
    };
    const fullUrl = typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined;
    return { at, fullUrl, interaction, ask };
  } catch (error) {
    if (error instanceof Refusal) return new EntryRefusal(place, error);
    throw error;
  }
}

/** The path below our base address in its parts, and the parameters. An address of another server is not ours. */
function addressOf(url: string, baseUrl: string): { path: string[]; query: URLSearchParams } {
  const local = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length + 1) : url.replace(/^\//, '');
  const [path = '', ...query] = local.split('?');
  try {
    const parts = path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    return { path: parts, query: new URLSearchParams(query.join('?')) };
  } catch {
    return refuse('notFound');
  }
}

/** R4 sends a JSON Patch in a bundle as a Binary (http://hl7.org/fhir/R4/http.html#jsonpatch). */
function patchIn(resource: JsonValue | undefined): JsonValue {
  const { resourceType, contentType, data } = (isRecord(resource) ? resource : {}) as JsonObject;
  const isPatch = resourceType === 'Binary' && contentType === 'application/json-patch+json';
  if (!isPatch || typeof data !== 'string') return refuseFhir('notSupported', { what: 'PATCH' });
  return parseLossless(textOf(Buffer.from(data, 'base64')));
}
