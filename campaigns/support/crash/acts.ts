import { pick } from '../dice.ts';
import type { Clinic, Team } from './ground.ts';

/** One write: a request that is the same each time it is sent, and where its answer names what was made. */
export interface Act {
  what: string;
  key: string;
  route: string;
  body: string;
  token: string;
  actor: string;
  patientId: string;
  idOf(answer: Record<string, unknown>): string;
}

/** Marks what the campaign wrote by FHIR with the key of its request. */
export const keySystem = 'urn:serambi:campaign';

/** What a writer's present patient has come to. */
interface Course {
  patientId: string;
  visitId: string;
  next: number;
}

/** The verbs of one patient's way, in order; each needs what the ones before it made. */
export const chain = [
  'patient',
  'walkIn',
  'vitals',
  'allergies',
  'consultation',
  'note',
  'diagnosis',
  'sign',
  'deposit',
  'booking',
] as const;
export type Step = (typeof chain)[number];

/** Which audit event each kind of write leaves. */
export const eventOf: Record<Step | 'observation', string> = {
  observation: 'fhir.write',
  patient: 'fhir.write',
  walkIn: 'frontDesk.takeWalkIn',
  vitals: 'vitals.recordVitals',
  allergies: 'records.recordAllergies',
  consultation: 'orders.startConsultation',
  note: 'orders.keepNote',
  diagnosis: 'orders.addDiagnosis',
  sign: 'orders.signVisit',
  deposit: 'bookkeeping.takeDeposit',
  booking: 'scheduling.bookVisit',
};

/**
 * Deals one writer's acts: steps of a patient's way in their order, and between them observations of patients whose
 * way is over.
 * @param share of the acts that are steps of the way, 0 to 1
 */
export function dealActs(clinic: Clinic, team: Team, random: () => number, share: number) {
  let count = 0;
  let bookings = 0;
  let course: Course = { patientId: '', visitId: '', next: 0 };
  const known: string[] = [...team.patients];

  function fhir(what: Step | 'observation', type: string, resource: object, patientId: string): Act {
    const key = newKey();
    const identifier = [{ system: keySystem, value: key }];
    return {
      ...{ what, key, patientId, token: team.client.token, actor: team.client.id },
      route: `/fhir/R4/${type}`,
      body: JSON.stringify({ resourceType: type, identifier, ...resource }),
      idOf: (answer) => String(answer.id),
    };
  }

  function verb(what: Step, who: { id: string; token: string }, input: object, idOf: Act['idOf']): Act {
    const route = `/api/${eventOf[what].replace('.', '/')}`;
    return {
      ...{ what, key: newKey(), route, body: JSON.stringify(input), idOf },
      ...{ token: who.token, actor: who.id, patientId: course.patientId },
    };
  }

  function newKey(): string {
    count += 1;
    return `${team.name}-${count}`;
  }

  function observation(): Act {
    const patientId = pick(known, random);
    return fhir(
      'observation',
      'Observation',
      {
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        subject: { reference: `Patient/${patientId}` },
        effectiveDateTime: '2026-01-05T08:00:00Z',
        valueQuantity: {
          value: 50 + Math.floor(random() * 500) / 10,
          unit: 'kg',
          system: 'http://unitsofmeasure.org',
          code: 'kg',
        },
      },
      patientId,
    );
  }

  function step(name: Step): Act {
    const { patientId, visitId } = course;
    const { desk, clinical, physician } = team;
    const visit = () => visitId;
    switch (name) {
      case 'patient':
        return fhir(
          'patient',
          'Patient',
          { name: [{ text: `Pasien ${team.name} ${count}` }], gender: 'female', birthDate: '1990-01-01' },
          '',
        );
      case 'walkIn':
        return verb(name, desk, { patientId, visitTypeCode: 'consult' }, (answer) => String(answer.visitId));
      case 'vitals':
        return verb(name, clinical, { visitId, values: measured(random) }, (answer) => String(answer.setId));
      case 'allergies':
        return verb(name, clinical, { patientId, none: 'all' }, () => patientId);
      case 'consultation':
        return verb(name, physician, { visitId }, visit);
      case 'note':
        return verb(name, physician, { visitId, text: 'Batuk 3 hari, tidak sesak.', version: 0 }, visit);
      case 'diagnosis':
        return verb(name, physician, { visitId, code: 'J06.9' }, visit);
      case 'sign':
        return verb(name, physician, { visitId }, visit);
      case 'deposit': {
        const amount = { minor: '150000', currency: clinic.currency };
        const payments = [{ method: 'card', amount, reference: `R${count}` }];
        return verb(name, desk, { patientId, amount, payments, purpose: 'deposit' }, (answer) =>
          String((answer.receipt as { receiptId: string }).receiptId),
        );
      }
      case 'booking':
        return verb(name, desk, booking(), (answer) => String(answer.visitId));
    }
  }

  /** The physician's next free ten minutes, from tomorrow on: no two of the campaign's bookings want one time. */
  function booking() {
    // the last of a day must end before its session does
    const perDay = 100;
    const startMs =
      clinic.firstDayMs + Math.floor(bookings / perDay) * 86_400_000 + (bookings % perDay) * 600_000;
    bookings += 1;
    const when = new Date(startMs).toISOString();
    const { practitionerId } = team;
    return { patientId: course.patientId, visitTypeCode: 'consult', practitionerId, when };
  }

  return {
    next(): Act {
      const name = chain[course.next];
      return name && random() < share ? step(name) : observation();
    },
    /** An act of the way was answered: the next one builds on it. */
    done(act: Act, id: string): void {
      if (act.what === 'observation') return;
      if (act.what === 'patient') course = { patientId: id, visitId: '', next: 0 };
      if (act.what === 'walkIn') course.visitId = id;
      course.next += 1;
      if (course.next < chain.length) return;
      known.push(course.patientId);
      if (known.length > 50) known.shift();
      course = { patientId: '', visitId: '', next: 0 };
    },
    /** An act of the way was refused, which is a failure in itself: the way begins anew. */
    abandoned(act: Act): void {
      if (act.what !== 'observation') course = { patientId: '', visitId: '', next: 0 };
    },
  };
}

export type Deal = ReturnType<typeof dealActs>;

function measured(random: () => number) {
  const roll = (from: number, sides: number) => String(from + Math.floor(random() * sides));
  return {
    bloodPressure: [{ systolic: roll(112, 14), diastolic: roll(70, 9), position: 'sitting' }],
    pulse: { value: roll(66, 20) },
    temperature: { value: `36.${roll(2, 7)}`, unit: 'Cel', site: 'axillary' },
  };
}
