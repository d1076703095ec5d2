import { sql } from 'kysely';
import { sealClinic } from '#platform/server/audit/seal-clinic.ts';
import type { Context } from '#platform/server/context.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import type { World } from './access/world.ts';

/** What the world of the access tests has not: what is hard to carry over, and a row in each table that it leaves empty. */
export async function leaveTraces(world: World): Promise<void> {
  const { clinic, canary, own } = world;
  // a journal that points at another one
  const voided = { receiptId: own.receiptId ?? '', reason: canary };
  await clinic.as('manager').call(bookkeeping, 'voidReceipt', voided);
  await clinic.inside(async (ctx) => {
    await versions(ctx, canary);
    await ledger(ctx, world);
    await people(ctx, world);
    await counters(ctx, world);
    await rights(ctx, world);
    await skills(ctx, world);
    await rota(ctx, world);
    await learning(ctx, world);
    await asked(ctx);
    await released(ctx, world);
    await filed(ctx, world);
    await united(ctx, world);
  });
  const { platform } = clinic;
  const options = { key: platform.auditKey, now: platform.clock.now() };
  while (await sealClinic(platform.database, clinic.clinic.id, options));
  // and one that waits for its seal
  await clinic.inside(async (ctx) => ctx.note('test.left', { subject: canary }));
}

async function versions({ record }: Context, canary: string): Promise<void> {
  const basic = await record.create({ resourceType: 'Basic', code: { text: `${canary} v1` } });
  await record.put({ ...basic, code: { text: `${canary} \u2028 v2 "\\ \n é 💉` } });
  const gone = await record.create({ resourceType: 'Basic', code: { text: `${canary} gone` } });
  await record.remove('Basic', gone.id);
  await record.create({ resourceType: 'ValueSet', status: 'active', url: `https://example.org/${canary}` });
}

async function ledger(ctx: Context, { canary, own, day }: World): Promise<void> {
  const id = ctx.clinic.id;
  const fine = '2026-03-09 02:00:00.123456+00';
  await sql`INSERT INTO bookkeeping_day_explanation
    VALUES (${id}, ${day}, ${own.visitId}, ${canary}, 'x')`.execute(ctx.db);
  await sql`INSERT INTO bookkeeping_adjustment (clinic_id, visit_id, line_key, removed, reason, changed_by,
    changed_by_name, changed_at) VALUES (${id}, ${own.visitId}, 'a', true, ${canary}, 'x', 'x', ${fine})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO bookkeeping_drawer_count
    VALUES (${id}, ${ctx.newId()}, ${own.drawerId}, 9007199254740993, 0, '{"1.10": 2}', 'x', ${fine})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO bookkeeping_drawer_movement
    SELECT clinic_id, ${ctx.newId()}::uuid, ${own.drawerId}::uuid, 'paidIn', -5, ${canary}, journal_id, ${fine}
    FROM bookkeeping_journal WHERE clinic_id = ${id} LIMIT 1`.execute(ctx.db);
  await sql`INSERT INTO bookkeeping_settings VALUES (${id}, 1, 2, 3, ${canary})`.execute(ctx.db);
  // what was posted into it was posted while it was open
  await sql`UPDATE bookkeeping_day SET locked_at = ${ctx.now}, locked_by = ${canary}
    WHERE clinic_id = ${id} AND day = ${day}`.execute(ctx.db);
}

async function people(ctx: Context, { clinic, canary, own, otherPatient, day }: World): Promise<void> {
  const { id } = clinic.clinic;
  const staff = clinic.as('physician').actor.id;
  const bytes = Buffer.from([0, 255, 92, 10]);
  const [low, high] = [own.patientId ?? '', otherPatient.patientId ?? ''].sort();
  await sql`INSERT INTO identity_totp
    VALUES (${id}, ${staff}, ${bytes}, NULL, 9007199254740993, ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO identity_recovery_code VALUES (${id}, ${staff}, ${bytes}, NULL)`.execute(ctx.db);
  await sql`INSERT INTO identity_passkey VALUES (${id}, 'key', ${staff}, ${canary}, 'site', ${bytes}, 3,
    ARRAY['usb', 'a,"b', 'NULL'], ${ctx.now}, NULL)`.execute(ctx.db);
  await sql`INSERT INTO identity_draft
    VALUES (${id}, ${staff}, 'form', ${`{"text":"\u2028${canary}"}`}, NULL, ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO identity_client VALUES (${id}, ${ctx.newId()}, ${canary}, ${ctx.now})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO identity_device VALUES (${id}, ${staff}, ${bytes}, ${ctx.now}, ${ctx.now})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO identity_named_device VALUES (${id}, ${bytes})`.execute(ctx.db);
  await sql`INSERT INTO insurance_verification
    VALUES (${id}, 'v', ${own.coverageId}, ${own.patientId}, ${day}, ${ctx.now}, 'x', 'active', NULL)`.execute(
    ctx.db,
  );
  await sql`INSERT INTO records_look_alike
    VALUES (${id}, ${low}, ${high}, 0.1, 'name', 'open', ${ctx.now}, NULL, NULL)`.execute(ctx.db);
}

async function rights(ctx: Context, { clinic, canary, own, day }: World): Promise<void> {
  const { id } = clinic.clinic;
  const staff = clinic.as('nurse').actor.id;
  await sql`INSERT INTO workforce_credential_kind (clinic_id, code, version, rule, active, changed_at, changed_by)
    VALUES (${id}, ${canary}, 1, '{"graceDays": 1.10}', false, ${ctx.now}, 'x')`.execute(ctx.db);
  await sql`INSERT INTO workforce_told VALUES (${id}, ${own.credentialId}, ${day}, 30, ${ctx.now})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO workforce_delegable VALUES (${id}, ARRAY['nurse', 'a,"b'], ${ctx.now}, ${canary})
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  const order = ctx.newId();
  await sql`INSERT INTO workforce_protocol VALUES (${id}, ${order}, ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO workforce_protocol_version VALUES (${id}, ${order}, 1, ${canary}, 'x',
    ARRAY['vitals.record'], ARRAY['nurse', 'a,"b'], ${canary},
    '[{"code": "x", "label": {"en": "1.10", "id": "x"}}]', 6, 216, ${ctx.now}, 'x')`.execute(ctx.db);
  await sql`INSERT INTO workforce_protocol_approval VALUES (${id}, ${order}, 1, 1, ${staff}, ${canary}, ${ctx.now}, ${day},
    ${ctx.now}, ${ctx.now}, 'x', ${canary}, 30)`.execute(ctx.db);
  await sql`INSERT INTO scope_protocol VALUES (${id}, ${order}, 'vitals.record', 1, ${canary}, ARRAY['nurse', 'a,"b'],
    '2020-01-01 00:00+00', '2020-01-02 00:00+00', 'x', 6, 216)`.execute(ctx.db);
  await sql`INSERT INTO workforce_job_record VALUES (${id}, ${own.staffId}, 7, ${staff}, ${canary}, 'x', ARRAY['nurse'],
    ${`{"title": "${canary}"}`}, ${day}, NULL, ${ctx.now}, 'x')`.execute(ctx.db);
  await sql`INSERT INTO workforce_job_signature VALUES (${id}, ${own.staffId}, 7, 'supervisor', ${staff}, ${canary},
    ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO scope_term (clinic_id, act, role, competency, label_en, label_id)
    VALUES (${id}, 'vitals.record', 'student', 'hearing', ${canary}, 'x') ON CONFLICT DO NOTHING`.execute(
    ctx.db,
  );
  await sql`INSERT INTO workforce_law VALUES (${id}, 7, 'US-CA', '2026-11', ${`[{"act": "${canary}"}]`}, ${ctx.now},
    ${canary})`.execute(ctx.db);
  await sql`INSERT INTO scope_law VALUES (${id}, 'vitals.record/hearing', 'US-CA', ARRAY['nurse', 'a,"b'], false,
    ARRAY['x'], 'hearing', 600, 10, ${canary}, 'x', 'none', 'nurse')`.execute(ctx.db);
  await sql`INSERT INTO scope_standing (clinic_id, source_id, staff_id, kind, code, from_at, given_by, amount)
    VALUES (${id}, ${ctx.newId()}, ${staff}, 'training', 'hearing', '2020-01-01 00:00+00', ${canary}, 270)`.execute(
    ctx.db,
  );
  await sql`INSERT INTO scope_duty
    VALUES (${id}, ${ctx.newId()}, ${staff}, '2020-01-01 00:00+00', '2020-01-02 00:00+00')`.execute(ctx.db);
}

async function skills(ctx: Context, { canary, own }: World): Promise<void> {
  const { id } = ctx.clinic;
  const at = '2026-03-09 02:00:00.123456+00';
  await sql`INSERT INTO competencies_person (clinic_id, staff_id, code, standing_id, learning_since, validated_at,
    validated_by, method, through_day, until_at, trainer)
    VALUES (${id}, ${own.staffId}, 'vitalSigns', ${ctx.newId()}, ${at}, ${at}, ${canary}, 'observation', '2027-03-09',
      '2027-03-10 00:00:00+00', true)`.execute(ctx.db);
  await sql`INSERT INTO competencies_practice (clinic_id, staff_id, code, resource, about, members, done_at, state)
    VALUES (${id}, ${own.staffId}, 'vitalSigns', 'Observation/x', 'Encounter/x', ARRAY['Observation/a,"b'], ${at},
      'logged')`.execute(ctx.db);
  await sql`INSERT INTO competencies_attempt VALUES (${id}, ${ctx.newId()}, ${own.staffId}, 'vitalSigns', 1, 'practice',
    'observation', ${ctx.newId()}, ${canary}, ${at}, '{"hands": true}', true, ${canary}, NULL)`.execute(
    ctx.db,
  );
}

async function rota(ctx: Context, { canary }: World): Promise<void> {
  // what has fallen free is nobody's
  await sql`UPDATE roster_shift SET left_by = ${canary} WHERE clinic_id = ${ctx.clinic.id}`.execute(ctx.db);
}

async function learning(ctx: Context, { canary, own }: World): Promise<void> {
  const { id } = ctx.clinic;
  const at = '2026-03-09 02:00:00.123456+00';
  await sql`INSERT INTO training_setting VALUES (${id}, 17000, 16000, 1)`.execute(ctx.db);
  await sql`INSERT INTO training_result SELECT clinic_id, cohort_id, staff_id, 'first', 'passed', ${canary}, '2026-03-01',
    ${canary} FROM training_student WHERE clinic_id = ${id} LIMIT 1`.execute(ctx.db);
  await sql`INSERT INTO training_evaluation VALUES (${id}, ${own.practicumId}, 'mid', '{"safety": 5}', ${canary}, 'x',
    ${ctx.newId()}, ${canary}, ${at})`.execute(ctx.db);
  await sql`INSERT INTO training_tick VALUES (${id}, ${own.planId}, 'privacy', 'preceptor', ${canary}, ${at}, 'a,"b')`.execute(
    ctx.db,
  );
  await sql`INSERT INTO training_version VALUES (${id}, 'rung', 'first', 7, ${`{"note": "${canary}"}`}, ${at}, ${canary})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO training_goal SELECT clinic_id, ${own.staffId}::uuid, code, ${at}::timestamptz FROM training_rung
    WHERE clinic_id = ${id} ORDER BY code LIMIT 1`.execute(ctx.db);
}

async function counters(ctx: Context, { canary, day, own }: World): Promise<void> {
  const { id } = ctx.clinic;
  const counter = ctx.newId();
  await sql`INSERT INTO front_desk_counter VALUES (${id}, ${counter}, ${canary}, true)`.execute(ctx.db);
  await sql`INSERT INTO front_desk_call VALUES (${id}, ${ctx.newId()}, ${own.visitId}, ${day}, ${counter}, NULL, 2, 'x',
    ${canary}, ${ctx.now}, ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO front_desk_queue VALUES (${id}, ${day}, 'A', 7)`.execute(ctx.db);
  await sql`INSERT INTO front_desk_step VALUES (${id}, 'x', 'Step', 'Langkah', true)`.execute(ctx.db);
  await sql`INSERT INTO front_desk_settings VALUES (${id}, 20, 10, 'none', '{}')`.execute(ctx.db);
  await sql`INSERT INTO front_desk_talk_script (clinic_id, version, script, saved_by, saved_at)
    VALUES (${id}, 7, '{"topics": [], "questions": []}', 'x', ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO check_in_miss VALUES (${id}, 'kiosk/x', ${ctx.now}, 2)`.execute(ctx.db);
  await sql`INSERT INTO check_in_kiosk (clinic_id, device_id, set_at, set_by)
    SELECT clinic_id, id, paired_at, 'x' FROM devices_device WHERE clinic_id = ${id} LIMIT 1`.execute(ctx.db);
  await sql`INSERT INTO scheduling_settings VALUES (${id}, 30, 90, 4, 1)`.execute(ctx.db);
  // a part of a series that was changed points at the one from which it was split
  await sql`INSERT INTO scheduling_series SELECT clinic_id, ${ctx.newId()}::uuid, rule, first_day, at_time,
    practitioner_id, id, created_at FROM scheduling_series WHERE clinic_id = ${id} LIMIT 1`.execute(ctx.db);
  const held = ctx.newId();
  await sql`INSERT INTO scheduling_hold VALUES (${id}, ${held}, 'x', NULL, ${canary}, 'nobody', NULL,
    '2026-03-09 02:00:00+00', '2026-03-09 02:20:00+00', '2026-03-09 02:05:00+00')`.execute(ctx.db);
  await sql`INSERT INTO scheduling_booking (clinic_id, hold_id, resource_kind, resource_id, starts_at, ends_at)
    VALUES (${id}, ${held}, 'practitioner', 'nobody', '2026-03-09 02:00:00+00', '2026-03-09 02:20:00+00')`.execute(
    ctx.db,
  );
  await sql`INSERT INTO reminders_settings VALUES
    (${id}, '{"on": false}', '{"host": "mail"}', '\\x00ff', 'null', NULL)
    ON CONFLICT (clinic_id) DO UPDATE SET mail = excluded.mail, mail_secret = excluded.mail_secret,
      gateway = excluded.gateway`.execute(ctx.db);
  await sql`INSERT INTO reminders_template VALUES
    (${id}, 'reminder', 'id', 1, 'S', 'B', ${ctx.now}, 'x')`.execute(ctx.db);
  await sql`INSERT INTO reminders_answer (clinic_id, id, answer, way, incoming_id, said, at)
    VALUES (${id}, ${ctx.newId()}, 'unclear', 'text', 'in-1', 'jam 3?', ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO reminders_choice VALUES (${id}, 'p', 'sms', false, 'desk', ${ctx.now}, 'x')`.execute(
    ctx.db,
  );
  await sql`INSERT INTO reminders_patient VALUES (${id}, 'p', 'email', 'Asia/Makassar')`.execute(ctx.db);
  await sql`INSERT INTO reminders_feed VALUES (${id}, ${ctx.newId()}, 'pr', 'Phone', ${ctx.now}, 'x', NULL)`.execute(
    ctx.db,
  );
  await sql`INSERT INTO waitlist_settings VALUES (${id}, true, 45, 7, 2)`.execute(ctx.db);
  await sql`INSERT INTO records_import VALUES (${id}, 'hash', 9007199254740993, ${ctx.now}, NULL)`.execute(
    ctx.db,
  );
  await sql`INSERT INTO records_import_item VALUES (${id}, 'Basic', 'x', 'hash', 1)`.execute(ctx.db);
  await sql`UPDATE platform_clinic SET settings = '{"rate": 1.10}' WHERE id = ${id}`.execute(ctx.db);
}

/** What is due from which age, where a clinic has said so. */
async function asked(ctx: Context): Promise<void> {
  await sql`INSERT INTO screening_setting VALUES (${ctx.clinic.id}, 'gad7', true, 14, 6)`.execute(ctx.db);
  await sql`INSERT INTO intake_setting VALUES (${ctx.clinic.id}, 'family', true, 365, 6)`.execute(ctx.db);
}

/** Accountings that were given, clocks and periods, where a clinic has said so. */
/** Who opened which document, and a type of the clinic's own. */
async function filed(ctx: Context, { clinic, canary, own }: World): Promise<void> {
  const { id } = ctx.clinic;
  const reader = clinic.as('physician').actor.id;
  await sql`INSERT INTO documents_opened VALUES (${id}, ${own.documentId}, ${reader}, ${ctx.now})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO documents_type VALUES (${id}, 'x', ${canary}, 'x', '', false, 'review', true)`.execute(
    ctx.db,
  );
}

async function released(ctx: Context, { canary, own, day }: World): Promise<void> {
  const { id } = ctx.clinic;
  await sql`INSERT INTO disclosures_given VALUES (${id}, ${ctx.newId()}, ${own.patientId}, ${day}, ${canary}, 3)`.execute(
    ctx.db,
  );
  await sql`INSERT INTO amendments_setting VALUES (${id}, 60, 'days', 30)`.execute(ctx.db);
  await sql`INSERT INTO disclosures_setting VALUES (${id}, 30, 'days', 30, 14, 'days', 6)`.execute(ctx.db);
  await sql`INSERT INTO disclosures_retention VALUES (${id}, 'chart', 0, ${canary}, 'x', 'lastVisit', 25, 'review')`.execute(
    ctx.db,
  );
}

/** What people say of two charts, and how far the search for such came. */
async function united(ctx: Context, { canary, own, otherPatient }: World): Promise<void> {
  const { id } = ctx.clinic;
  const [low, high] = [own.patientId ?? '', otherPatient.patientId ?? ''].sort();
  await sql`INSERT INTO merging_pair (clinic_id, patient_id, other_id, reported_at, reported_by, report)
    VALUES (${id}, ${low}, ${high}, ${ctx.now}, 'x', ${canary})`.execute(ctx.db);
  await sql`INSERT INTO merging_search VALUES (${id}, '2026-03-09 02:00:00.123456+00', ${low})`.execute(
    ctx.db,
  );
  await sql`INSERT INTO merging_name_alert (clinic_id, patient_id, other_id, note, set_at, set_by)
    VALUES (${id}, ${low}, ${high}, ${canary}, ${ctx.now}, 'x')`.execute(ctx.db);
  await sql`INSERT INTO merging_reconcile (clinic_id, merge_id, patient_id, what, opened_at)
    VALUES (${id}, ${own.mergeId}, ${own.keptId}, 'medicines', ${ctx.now})`.execute(ctx.db);
  await sql`INSERT INTO merging_overlay_item VALUES (${id}, ${own.overlayId}, 'Condition', 'a', ${canary})`.execute(
    ctx.db,
  );
}
