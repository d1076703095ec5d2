import { refuse } from '#platform/shared/errors.ts';
import { readAuditEvent } from '#platform/server/audit/audit-event.ts';
import type { Context } from '#platform/server/context.ts';
import { resourceTypes } from '#platform/server/fhir/definitions.ts';
import {
  type HistoryQuery,
  historyOf,
  historyOfTypes,
  versionCount,
} from '#platform/server/record/history.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { holdsRight } from '../run-act.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';
import { rightsFor, rightsTypeOf, type Shown } from './binary.ts';
import { historyText } from './history-text.ts';
import { type Interaction, rightTo, type Site, trailType } from './interaction.ts';
import { historyQuery } from './history-query.ts';

export const instanceHistory: Interaction = {
  code: 'history-instance',
  effect: 'read',
  rights: (ctx, ask, site) => rightsFor(ctx, site, ask, 'read', 'r'),
  async run(ctx, ask, site) {
    const { type, id = '' } = ask;
    const query = historyQuery(ask.query);
    const total = type === trailType ? 1 : await versionCount(ctx, type, id);
    const rows = type === trailType ? await trailRow(ctx, id) : await historyOf(ctx, { type, id }, query);
    if (total === 0 || (type === trailType && rows.length === 0)) refuse('notFound');
    const visible = await visibleRows(ctx, site, rows);
    const page = pageOf(visible, query);
    const patientId = visible.find((row) => row.patientId)?.patientId;
    const text = historyText(site.baseUrl, `${type}/${id}/_history`, ask.query, page, total);
    return { status: 200, text, patientId };
  },
};

export const typeHistory: Interaction = {
  code: 'history-type',
  effect: 'read',
  rights: (_ctx, { type }, site) => [rightTo(site, type, 'read', 'r')],
  async run(ctx, ask, site) {
    // the trail is searched by its own rules and has no versions
    if (ask.type === trailType) return refuse('notFound');
    return several(ctx, ask, site, [ask.type], `${ask.type}/_history`);
  },
};

/** Of all types that the caller may read; there must be one. */
export const systemHistory: Interaction = {
  code: 'history-system',
  effect: 'read',
  async rights(ctx, _ask, site) {
    const [first] = await readableTypes(ctx, site);
    return [rightTo(site, first ?? 'Patient', 'read', 'r')];
  },
  run: async (ctx, ask, site) => several(ctx, ask, site, await readableTypes(ctx, site), '_history'),
};

/** Types of the record that the caller may read. */
export async function readableTypes(ctx: Context, site: Site): Promise<string[]> {
  const types: string[] = [];
  for (const type of resourceTypes()) {
    if (type !== trailType && (await holdsRight(ctx, rightTo(site, type, 'read', 'r')))) types.push(type);
  }
  return types;
}

async function several(ctx: Context, ask: Ask, site: Site, types: string[], path: string): Promise<Answer> {
  const query = historyQuery(ask.query);
  const rows = await historyOfTypes(ctx, types, query);
  const page = pageOf(rows, query);
  const visible = await visibleRows(ctx, site, page.rows);
  const patients = new Set(visible.map((row) => row.patientId));
  for (const patientId of patients) if (patientId) ctx.note('fhir.read', { patientId, subject: path });
  return { status: 200, text: historyText(site.baseUrl, path, ask.query, { ...page, rows: visible }) };
}

/** A Binary is shown to whoever may read its owner. */
export async function visibleRows<R extends Shown>(
  ctx: Context,
  site: Site,
  rows: readonly R[],
): Promise<R[]> {
  const visible: R[] = [];
  for (const row of rows) {
    const mayRead =
      row.type !== 'Binary' || (await holdsRight(ctx, rightTo(site, rightsTypeOf(row), 'read', 'r')));
    if (mayRead) visible.push(row);
  }
  return visible;
}

function pageOf(rows: readonly Stored[], { count }: HistoryQuery) {
  const shown = rows.slice(0, count);
  return { rows: shown, next: rows.length > count ? shown.at(-1) : undefined };
}

async function trailRow(ctx: Context, id: string): Promise<Stored[]> {
  const row = await readAuditEvent(ctx, id);
  return row ? [row] : [];
}
