import { m } from '#messages';
import type { Language } from '#platform/shared/languages.ts';
import type { DocumentView, TypeView } from '../contract.ts';
import type { Fault } from '../shared/codes.ts';
import type { Needs } from '../shared/types.ts';

/*
 * Named one by one, so that a screen loads these words and not every message of the house.
 */

export const faultWords: Record<Fault, () => string> = {
  patient: m.documents_fault_patient,
  servedOn: m.documents_fault_servedOn,
  type: m.documents_fault_type,
  title: m.documents_fault_title,
  source: m.documents_fault_source,
  pages: m.documents_fault_pages,
  legibility: m.documents_fault_legibility,
};

export const needsWords: Record<Needs, () => string> = {
  nothing: m.documents_needs_nothing,
  review: m.documents_needs_review,
  signature: m.documents_needs_signature,
};

export const labelOf = (type: TypeView, language: Language) =>
  language === 'id' ? type.labelId : type.labelEn;

/** How a document stands, and the tone of it: amber waits for somebody. */
export function stateOf(one: DocumentView): { words: string; tone: 'amber' | 'green' | 'grey' } {
  if (one.status === 'entered-in-error') return { words: m.documents_state_error(), tone: 'grey' };
  if (one.status === 'superseded') return { words: m.documents_state_superseded(), tone: 'grey' };
  if (one.scan === 'waiting') return { words: m.documents_scan_waiting(), tone: 'amber' };
  if (one.waitsFor === 'signature') return { words: m.documents_state_signature(), tone: 'amber' };
  if (one.waitsFor === 'review') return { words: m.documents_state_review(), tone: 'amber' };
  return one.docStatus === 'amended'
    ? { words: m.documents_state_amended(), tone: 'green' }
    : { words: m.documents_state_final(), tone: 'green' };
}

export const isOver = (one: DocumentView) => one.status !== 'current';
