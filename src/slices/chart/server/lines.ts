import type {
  AllergyIntolerance,
  Appointment,
  CodeableConcept,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Procedure,
  QuestionnaireResponse,
  Reference,
  Resource,
  ServiceRequest,
} from '@medplum/fhirtypes';
import { hasWords, words } from '#platform/server/words.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type ChartLine, conceptWords } from '#slices/records/server/index.ts';

/** A line as its resource tells it; the source adds where it stands. */
export type Told = Omit<ChartLine, 'id'> & { text?: string | undefined; by?: string | undefined };

const named = (...concepts: (CodeableConcept | undefined)[]) =>
  concepts.map(conceptWords).find((one) => one !== undefined) ?? '?';

export function allergyLine(allergy: AllergyIntolerance): Told {
  const reactions = (allergy.reaction ?? []).flatMap(({ manifestation }) =>
    manifestation.map((one) => named(one)),
  );
  return {
    label: named(allergy.code),
    ...(reactions.length > 0 && { detail: reactions.join(', ') }),
    status: allergy.clinicalStatus?.coding?.[0]?.code,
    at: allergy.recordedDate,
  };
}

export function orderLine(order: ServiceRequest): Told {
  return {
    label: named(order.code, order.category?.[0]),
    detail: order.note?.[0]?.text,
    status: order.status,
    at: order.authoredOn,
  };
}

export function procedureLine(procedure: Procedure): Told {
  return {
    label: named(procedure.code),
    detail: procedure.note?.[0]?.text,
    status: procedure.status,
    at: procedure.performedDateTime ?? procedure.performedPeriod?.start,
  };
}

/** A report that another system sent; its findings are lines of their own. */
export function reportLine(report: DiagnosticReport): Told {
  return {
    label: named(report.code),
    detail: report.conclusion,
    status: report.status,
    at: report.effectiveDateTime ?? report.effectivePeriod?.start ?? report.issued,
  };
}

/** Forms of the clinic that are not screenings, by the last part of their address. */
const wordsOfForm: Record<string, string> = { 'front-desk-talk': 'frontDesk_talk_title' };

export function questionnaireLine(response: QuestionnaireResponse, language: Language): Told {
  const name = response.questionnaire?.split('/').at(-1)?.split('|')[0] ?? '';
  const key = wordsOfForm[name] ?? name.replace(/^screening-/, 'screening_name_');
  return {
    label: hasWords(key) ? words(language, key) : (titleOf(response) ?? '?'),
    status: response.status,
    at: response.authored,
  };
}

/** The title that the form had when it was filled in (R4's extension for it). */
function titleOf({
  _questionnaire: beside,
}: QuestionnaireResponse & { _questionnaire?: { extension?: unknown[] } }) {
  const extensions = (beside?.extension ?? []) as { valueString?: string }[];
  return extensions.find(({ valueString }) => valueString)?.valueString;
}

export function appointmentLine(appointment: Appointment): Told {
  return {
    label: named(appointment.serviceType?.[0], appointment.appointmentType),
    detail: appointment.description,
    status: appointment.status,
    at: appointment.start,
  };
}

/** Plain text that a document holds in itself: what a note says. */
export function writtenIn({ content }: DocumentReference): string | undefined {
  const inline = content.find(
    ({ attachment }) => attachment.contentType?.startsWith('text/plain') && attachment.data,
  );
  const written =
    inline &&
    Buffer.from(inline.attachment.data ?? '', 'base64')
      .toString('utf8')
      .trim();
  return written || undefined;
}

/** Who answers for it, as its resource says. */
export function byWhom(resource: Resource): string | undefined {
  const elements = resource as unknown as Record<string, unknown>;
  const all = ['author', 'recorder', 'requester', 'asserter', 'performer'].flatMap(
    (one) => elements[one] ?? [],
  );
  // of a performer that may be in a role the person is one level down
  const people = (all as (Reference & { actor?: Reference })[]).map((one) => one.actor ?? one);
  return people.map(({ display }) => display).find(Boolean);
}

/** The visit that it is of. */
export function visitIdOf(resource: Resource): string | undefined {
  if (resource.resourceType === 'Encounter') return (resource as Encounter).id;
  const { encounter, context } = resource as {
    encounter?: Reference;
    context?: Reference | { encounter?: Reference[] };
  };
  const reference =
    encounter?.reference ??
    (context && 'reference' in context ? context.reference : undefined) ??
    (context && 'encounter' in context ? context.encounter?.[0]?.reference : undefined);
  return idOf(reference, 'Encounter');
}

export type LineOf = (resource: never, language: Language) => Told | undefined;
