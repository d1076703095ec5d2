import type { DiagnosticReport } from '@medplum/fhirtypes';
import { conceptWords } from '#slices/records/server/index.ts';
import { standingOf } from './flags.ts';
import { type Found, visitIdOf } from './found.ts';

/** A report of another system. Each stands for itself: what two conclude is not laid beside each other. */
export function reported(one: DiagnosticReport): Found {
  const concluded = one.conclusion ?? one.conclusionCode?.map(conceptWords).filter(Boolean).join(', ');
  // what a laboratory sent as a page says what it found there
  const words = concluded || one.presentedForm?.map(({ title }) => title).find(Boolean);
  const at = one.effectiveDateTime ?? one.effectivePeriod?.start ?? one.issued;
  const by = [...(one.performer ?? []), ...(one.resultsInterpreter ?? [])]
    .map(({ display }) => display)
    .find(Boolean);
  const visitId = visitIdOf(one);
  return {
    kind: 'report',
    key: one.id ?? '',
    title: conceptWords(one.code) ?? conceptWords(one.category?.[0]) ?? '?',
    holds: (one.result ?? []).flatMap(({ display }) => display ?? []),
    value: {
      id: `DiagnosticReport/${one.id}`,
      standing: standingOf(one.status),
      ...(at && { at }),
      ...(words && { words }),
      ...(by && { by }),
      ...(visitId && { visitId }),
    },
  };
}
