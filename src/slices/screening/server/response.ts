import type { Observation, QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import type { Answers, Counted } from '../shared/count.ts';
import { type Code, codes, type Instrument, instrumentOf } from '../shared/instruments.ts';

const loinc = 'http://loinc.org';
const ours = 'https://serambi.health/fhir';
const questionnaire = `${ours}/Questionnaire/screening-`;
const totalSystem = `${ours}/CodeSystem/screening-total`;
const answerSystem = `${ours}/CodeSystem/screening-answer`;
/** Changes with the words or the counting. */
const version = '1';

export interface About {
  patientId: string;
  visitId: string;
  at: string;
  author: Reference<never>;
}

/** Which of ours a response answers; undefined for any other questionnaire. */
export function codeOf({ questionnaire: canonical }: QuestionnaireResponse): Code | undefined {
  const name = canonical?.startsWith(questionnaire)
    ? canonical.slice(questionnaire.length).split('|')[0]
    : undefined;
  return codes.find((one) => one === name);
}

/** Answers by question. */
export function answersOf(response: QuestionnaireResponse): Answers {
  return Object.fromEntries(
    (response.item ?? []).flatMap(({ linkId, answer }) => {
      const code = answer?.[0]?.valueCoding?.code;
      return code ? [[linkId, code]] : [];
    }),
  );
}

export function toResponse(
  instrument: Instrument,
  answers: Answers,
  language: string,
  about: About,
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    language,
    questionnaire: `${questionnaire}${instrument.code}|${version}`,
    status: 'completed',
    subject: { reference: `Patient/${about.patientId}` },
    encounter: { reference: `Encounter/${about.visitId}` },
    authored: about.at,
    author: about.author,
    source: { reference: `Patient/${about.patientId}` },
    item: instrument.questions.flatMap(({ link, text, options }) => {
      const chosen = options.find((one) => one.code === answers[link]);
      if (!chosen) return [];
      const system = chosen.code.startsWith('LA') ? loinc : answerSystem;
      return [
        {
          linkId: link,
          text,
          answer: [{ valueCoding: { system, code: chosen.code, display: chosen.text } }],
        },
      ];
    }),
  };
}

export function toTotal(
  { code }: Instrument,
  counted: Counted,
  responseId: string,
  about: About,
): Observation {
  const { total } = instrumentOf(code);
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }],
      },
    ],
    code: { coding: [total ? { system: loinc, code: total } : { system: totalSystem, code }] },
    subject: { reference: `Patient/${about.patientId}` },
    encounter: { reference: `Encounter/${about.visitId}` },
    effectiveDateTime: about.at,
    performer: [about.author],
    valueInteger: counted.total,
    derivedFrom: [{ reference: `QuestionnaireResponse/${responseId}` }],
  };
}
