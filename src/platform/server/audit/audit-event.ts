import type { AuditEvent, AuditEventEntity } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { isResourceType } from '../fhir/definitions.ts';
import type { SearchQuery } from '../record/query.ts';
import type { Stored } from '../record/store.ts';

interface Row {
  id: string;
  at: string;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  event: string;
  action: string | null;
  outcome: string;
  patient_id: string | null;
  subject: string | null;
}

const outcomes: Record<string, AuditEvent['outcome']> = { done: '0', refused: '4', failed: '8' };
const codes = 'http://terminology.hl7.org/CodeSystem';

/** A row of the trail as FHIR shows it. Its only version; what happened does not change. */
export function auditEventOf(row: Row): AuditEvent {
  const entities: AuditEventEntity[] = [];
  if (row.patient_id !== null)
    entities.push({
      what: { reference: `Patient/${row.patient_id}` },
      type: { system: `${codes}/audit-entity-type`, code: '1', display: 'Person' },
      role: { system: `${codes}/object-role`, code: '1', display: 'Patient' },
    });
  if (row.subject !== null && row.subject !== `Patient/${row.patient_id}`) {
    const [, type = ''] = /^([A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/.exec(row.subject) ?? [];
    entities.push(isResourceType(type) ? { what: { reference: row.subject } } : { name: row.subject });
  }
  return {
    resourceType: 'AuditEvent',
    id: row.id,
    meta: { versionId: '1', lastUpdated: row.at },
    type: { system: `${codes}/audit-event-type`, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'urn:serambi:audit-event', code: row.event }],
    recorded: row.at,
    ...(outcomes[row.outcome] && { outcome: outcomes[row.outcome] }),
    ...(row.action !== null && {
      purposeOfEvent: [{ coding: [{ system: 'urn:serambi:action', code: row.action }] }],
    }),
    agent: [
      {
        who: {
          identifier: { system: `urn:serambi:${row.actor_kind}`, value: row.actor_id || row.actor_kind },
          ...(row.actor_name && { display: row.actor_name }),
        },
        requestor: true,
      },
    ],
    source: { observer: { display: 'Serambi' } },
    ...(entities.length > 0 && { entity: entities }),
  };
}

/** One row by its id. */
export async function readAuditEvent(ctx: Context, id: string): Promise<Stored | undefined> {
  const [found] = await searchAuditEvents(ctx, { where: [{ id: [id] }], limit: 1 });
  return found;
}

/** Rows by patient, date and id, newest first. Any other condition is refused by name. */
export async function searchAuditEvents(ctx: Context, query: SearchQuery): Promise<Stored[]> {
  let rows = ctx.db
    .selectFrom('audit_event')
    .select([
      'id',
      'at',
      'actor_kind',
      'actor_id',
      'actor_name',
      'event',
      'action',
      'outcome',
      'patient_id',
      'subject',
    ])
    .where('clinic_id', '=', ctx.clinic.id);
  for (const one of query.where ?? []) {
    if ('id' in one) {
      const ids = [...one.id].filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
      rows = rows.where(sql<boolean>`id = ANY (${ids}::uuid[])`);
    } else if (one.param === 'patient' && 'reference' in one) {
      const ids = [one.reference].flat().map((reference) => reference.replace(/^Patient\//, ''));
      rows = rows.where('patient_id', 'in', ids);
    } else if (one.param === 'date' && ('from' in one || 'to' in one)) {
      if (one.from) rows = rows.where('at', '>=', one.from);
      if (one.to) rows = rows.where('at', '<', one.to);
    } else {
      refuse('invalidInput', {}, [{ path: one.param, key: 'platform_field_notValid' }]);
    }
  }
  const found = await rows
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit ?? 100)
    .execute();
  return found.map((row) => ({
    ...{ type: 'AuditEvent', id: row.id, version: 1, updatedAt: row.at, deleted: false },
    text: JSON.stringify(auditEventOf(row)),
  }));
}
