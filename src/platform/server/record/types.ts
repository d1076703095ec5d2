import type { Resource } from '@medplum/fhirtypes';
import type { Mark } from './point-elsewhere.ts';
import type { SearchQuery } from './query.ts';

/** A resource type's TypeScript shape by its name. */
export type ResourceOf<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>;

/** A stored version. `text` is what goes out: the sender's text with our id and meta. */
export interface Stored {
  type: string;
  id: string;
  version: number;
  updatedAt: string;
  deleted: boolean;
  text: string;
  /** Whose record it belongs to, where it belongs to one patient. */
  patientId?: string | null;
}

export interface WriteOptions {
  /** The version that the caller saw; `versionChanged` when another stands. 0 means that it must be new. */
  ifVersion?: number;
}

/** What a write left: the new version, and whether nothing stood there before. */
export type Written<R extends Resource> = Stored & { resource: R; created: boolean };

/** What putting a resource into another record left. */
export interface Rehomed {
  fromVersion: number;
  version: number;
  marks: Mark[];
}

/**
 * The clinic's record within one transaction. Numbers that come out of `read` are plain JavaScript numbers;
 * `patch` keeps the digits of every number that the change does not touch.
 */
export interface RecordStore {
  /** Stores a new resource under an id of ours, or under its own. Returns it with `id` and `meta`. */
  create<R extends Resource>(resource: R): Promise<R & { id: string }>;
  /**
   * Stores new resources under ids that nothing has, in one statement; where another one makes one of them meanwhile, the
   * whole act is done again. Their keepers run in the order given, those that stand `apart` before the others.
   * @param each runs the work on one of them, for whoever tells its refusal by its place
   */
  createAll(
    resources: readonly (Resource & { id: string })[],
    each?: (place: number, work: () => Promise<void>) => Promise<void>,
  ): Promise<Stored[]>;
  /** Stores this text's resource under its id, whether it is new or not. */
  put<R extends Resource>(resource: R, options?: WriteOptions): Promise<Written<R>>;
  /** Locks, changes in place and stores; `notFound` when there is none. The change may return a new object. */
  patch<T extends Resource['resourceType']>(
    type: T,
    id: string,
    // biome-ignore lint/suspicious/noConfusingVoidType: changing in place and returning a new object both read well
    change: (resource: ResourceOf<T>) => ResourceOf<T> | void,
    options?: WriteOptions,
  ): Promise<ResourceOf<T>>;
  /** Like `patch`, for whoever needs the new version as stored. */
  amend(
    type: string,
    id: string,
    change: (resource: Resource) => Resource,
    options?: WriteOptions,
  ): Promise<Written<Resource>>;
  /**
   * Puts what is written of one patient into another's record, and changes nothing else: every reference to her, or those
   * of `marks` back to what they said. Keepers hear of it as `moved`. Undefined where nothing of it names her.
   */
  rehome(
    place: { type: string; id: string },
    whose: { fromId: string; toId: string; marks?: readonly Mark[] },
  ): Promise<Rehomed | undefined>;
  read<T extends Resource['resourceType']>(type: T, id: string): Promise<ResourceOf<T> | undefined>;
  /** Like `read`, but refuses with `notFound`. */
  mustRead<T extends Resource['resourceType']>(type: T, id: string): Promise<ResourceOf<T>>;
  readMany<T extends Resource['resourceType']>(type: T, ids: readonly string[]): Promise<ResourceOf<T>[]>;
  search<T extends Resource['resourceType']>(type: T, query: SearchQuery): Promise<ResourceOf<T>[]>;
  /** The current version as stored, deleted ones too. */
  stored(type: string, id: string): Promise<Stored | undefined>;
  /** One version, current or superseded, deleted ones too. */
  version(type: string, id: string, version: number): Promise<Stored | undefined>;
  /** All versions, newest first. */
  history(type: string, id: string): Promise<Stored[]>;
  /**
   * A delete as the FHIR API knows it: a version that is gone. No verb of ours uses it on clinical content. Answers
   * with that version, or undefined where nothing stood. Refuses with `conflict` what others still build on.
   */
  remove(type: string, id: string, options?: WriteOptions): Promise<Stored | undefined>;
}
