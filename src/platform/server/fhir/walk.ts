import type { Language } from '#platform/shared/languages.ts';
import { type Issue, type IssueCode, type IssueParams, issueOf } from './issue.ts';
import { DEPTH_LIMIT } from './json-text.ts';

/** A place in a resource. Written out only when something is wrong there. */
export interface Place {
  parent: Place | undefined;
  name: string;
  index: number | undefined;
  depth: number;
}

/** The resource that `contained` and `#` references belong to. */
export interface Container {
  value: JsonRecord;
  /** Contained resources by id: their type. */
  contained: ReadonlyMap<string, string>;
  /** Ids that `#id` references, canonicals and URIs point at. */
  pointedAt: Set<string>;
  /** Contained resources that point back with `#`. */
  pointingBack: Set<unknown>;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

/** One validation: where the issues go, and the resource at hand. */
export interface Walk {
  language: Language;
  issues: Issue[];
  container: Container;
  /** The innermost resource, contained ones included. */
  resource: JsonRecord;
}

/** A resource with more faults than this is noise: the sender mends the first ones and asks again. */
const ISSUE_LIMIT = 100;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function placeOf(parent: Place | undefined, name: string, index?: number): Place {
  return { parent, name, index, depth: (parent?.depth ?? 0) + 1 };
}

/** Deeper than anything that `parseLossless` lets in; true stops the descent before the stack ends. */
export function isTooDeep(place: Place): boolean {
  return place.depth > DEPTH_LIMIT;
}

/** The FHIRPath of a place. */
export function pathOf(place: Place): string {
  const name = place.index === undefined ? place.name : `${place.name}[${place.index}]`;
  return place.parent ? `${pathOf(place.parent)}.${name}` : name;
}

/** Has this walk found all that it will tell? */
export function isFull(walk: Walk): boolean {
  return walk.issues.length >= ISSUE_LIMIT;
}

/** Notes an issue at a place. */
export function report(
  walk: Walk,
  place: Place,
  code: IssueCode,
  key: string,
  params: IssueParams = {},
  severity: Issue['severity'] = 'error',
): void {
  if (isFull(walk)) return;
  walk.issues.push(issueOf(walk.language, { severity, code, expression: pathOf(place), key, params }));
}
