import type { Resource } from '@medplum/fhirtypes';
import type { Context } from '../context.ts';

/**
 * A keeper holds a slice's typed rows beside the record. It runs in the transaction of every write of its type,
 * whichever way the write came in (screen, FHIR API, import, CLI), and may refuse by throwing a Refusal.
 */
export interface Keeper<T extends Resource = Resource> {
  type: T['resourceType'];
  /** What it does for one new resource depends on no other's, so that those of many run beside each other, and first. */
  apart?: boolean;
  /** After the resource is written; `before` is the version that it supersedes. */
  put(ctx: Context, resource: T, before: T | undefined): Promise<void>;
  /**
   * In place of `put` where nothing has changed but whose record it is: two records of one person were joined, or parted.
   * For a keeper that guards what is signed, or tells people of what they see as new.
   */
  moved?(ctx: Context, resource: T, before: T): Promise<void>;
  /** After a delete through the FHIR API. */
  remove(ctx: Context, resource: T): Promise<void>;
}

/** Declares a keeper; the cast is sound because the store calls it with resources of its `type` only. */
export function keeper<T extends Resource>(type: T['resourceType'], body: Omit<Keeper<T>, 'type'>): Keeper {
  return { type, ...body } as unknown as Keeper;
}
