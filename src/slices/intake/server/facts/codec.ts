import type { Annotation, CodeableConcept, Extension, Reference, Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { ResourceOf } from '#platform/server/record/types.ts';
import type { Added, Changed, Fact } from '#slices/intake/contract.ts';
import type { Source } from '#slices/intake/shared/topics.ts';
import { conceptWords } from '#slices/records/server/index.ts';

/** What everything that is written in one commit has in common. */
export interface About {
  patientId: string;
  visitId: string;
  /** Day of the clinic, `YYYY-MM-DD`. */
  day: string;
  now: string;
  author: Reference<never>;
  source: Source;
  sourceName: string;
}

/** How the facts of one topic stand in the record. */
export interface Codec {
  /** Resources that say what is so today; what was ended or is in error is left out. */
  standing(ctx: Context, patientId: string): Promise<Resource[]>;
  factOf(resource: Resource): Fact;
  make(added: Added, about: About): Resource;
  /** Writes an answer into the resource, or a new resource where the one asked about is a clinician's. */
  answer(resource: Resource, changed: Changed, about: About): Resource;
}

export const refOf = ({ resourceType, id }: Resource) => `${resourceType}/${id ?? ''}`;

export const text = (words: string): CodeableConcept => ({ text: words });

/** Words of a concept, a person's before a code's; empty where there are none. */
export const conceptText = (concept: CodeableConcept | undefined) => conceptWords(concept) ?? '';

/** More of one kind than this is no history that is read out. */
const mostRead = 200;

/** A patient's resources of one type, the newest first by the search parameter that says when. */
export function newestOf<T extends Resource['resourceType']>(
  ctx: Context,
  type: T,
  patientId: string,
  when: string,
): Promise<ResourceOf<T>[]> {
  const where = [{ param: 'patient', reference: `Patient/${patientId}` }];
  return ctx.record.search(type, { where, order: `-${when}`, limit: mostRead });
}

/** A note beside those that stand; the last one is what is read out. */
export function noted(standing: Annotation[] | undefined, detail: string | undefined, about: About) {
  if (!detail) return standing ? { note: standing } : {};
  return { note: [...(standing ?? []), { text: detail, time: about.now }] };
}

export const hasCode = (concept: CodeableConcept | undefined, ...codes: string[]) =>
  concept?.coding?.some(({ code }) => code !== undefined && codes.includes(code)) ?? false;

/** Who said it, as the reference that FHIR has for an informant. */
export function informant({ patientId, source, sourceName }: About): Reference<never> {
  if (source === 'patient') return { reference: `Patient/${patientId}` } as Reference<never>;
  return { display: sourceName } as Reference<never>;
}

const doubtUrl = 'https://serambi.health/fhir/StructureDefinition/doubtful';

type Extended = { extension?: Extension[] };

/** Whether somebody said that it is not known if it still is so. */
export const isDoubtful = (resource: Extended) =>
  resource.extension?.some(({ url, valueBoolean }) => url === doubtUrl && valueBoolean === true) ?? false;

/** Marks a fact as doubtful, or takes the doubt away with the next thing that is said of it. */
export function setDoubt(resource: Extended, doubtful: boolean): void {
  const others = (resource.extension ?? []).filter(({ url }) => url !== doubtUrl);
  const all = doubtful ? [...others, { url: doubtUrl, valueBoolean: true }] : others;
  if (all.length > 0) resource.extension = all;
  else delete resource.extension;
}

/** Only what there is: FHIR knows no null and no empty text. */
export function given<T extends object>(parts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<T>;
}

/** A fact with what is seldom so left out; of a habit the choice says it, and the label is empty. */
export function factWith(parts: Pick<Fact, 'ref' | 'label'> & Partial<Fact>): Fact {
  const { ref, label, ...more } = parts;
  return { unsigned: false, clinicians: false, doubtful: false, ...given(more), ref, label };
}
