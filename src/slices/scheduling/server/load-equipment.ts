import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Downtime, Equipment, Settings } from '../contract.ts';

/** Equipment by name, what is no longer used too. */
export async function loadEquipment(ctx: Context): Promise<Equipment[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_equipment')
    .select(['id', 'name', 'kind', 'capacity', 'active'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, ctx.language, { numeric: true }));
}

/** When equipment cannot be used, of the half-open range of instants. */
export async function loadDowntimes(ctx: Context, from: string, to: string): Promise<Downtime[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_downtime')
    .select(['id', 'equipment_id', 'starts_at', 'ends_at', 'reason'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('ends_at', '>', from)
    .where('starts_at', '<', to)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    equipmentId: row.equipment_id,
    startsAt: instantOf(epochMsOf(row.starts_at)),
    endsAt: instantOf(epochMsOf(row.ends_at)),
    reason: row.reason,
  }));
}

/** Domain 2.1 and 2.3: no notice at the desk, half a year ahead, held for five minutes, two overbooked a session, until the clinic says otherwise. */
const usual: Settings = {
  leadMinutes: 0,
  horizonDays: 180,
  holdMinutes: 5,
  overbookCap: 2,
  rosterDecides: false,
};

/** What the clinic laid down for all bookings. */
export async function loadSettings(ctx: Context): Promise<Settings> {
  const row = await ctx.db
    .selectFrom('scheduling_settings')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return usual;
  return {
    leadMinutes: row.lead_minutes,
    horizonDays: row.horizon_days,
    holdMinutes: row.hold_minutes,
    overbookCap: row.overbook_cap,
    rosterDecides: row.roster_decides,
  };
}
