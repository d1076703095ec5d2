import type pg from 'pg';

/**
 * Questions to the whole database that must find nothing, whoever wrote and whatever was killed. Rows of one act carry
 * the id of its one transaction (`xmin`), which tells a half act from a whole one.
 */
const questions: Record<string, string> = {
  'a journal is out of balance or has no lines': `
    SELECT j.journal_id::text AS which FROM bookkeeping_journal j
    LEFT JOIN bookkeeping_posting p ON p.clinic_id = j.clinic_id AND p.journal_id = j.journal_id
    GROUP BY j.journal_id HAVING count(p.place) < 2 OR sum(p.debit_minor) <> sum(p.credit_minor)`,
  'a receipt number is missing': `
    SELECT n.clinic_id || ' ' || n.year || ' ' || s AS which
    FROM bookkeeping_receipt_number n CROSS JOIN generate_series(1, n.last_number) s
    LEFT JOIN bookkeeping_receipt r ON r.clinic_id = n.clinic_id AND r.year = n.year AND r.sequence = s
    WHERE r.receipt_id IS NULL`,
  'a receipt goes beyond the last number': `
    SELECT r.number AS which FROM bookkeeping_receipt r
    JOIN bookkeeping_receipt_number n ON n.clinic_id = r.clinic_id AND n.year = r.year WHERE r.sequence > n.last_number`,
  'a receipt has no method of payment, or another sum than its journal': `
    SELECT r.number AS which FROM bookkeeping_receipt r WHERE r.total_minor <>
      (SELECT sum(m.amount_minor) FROM bookkeeping_receipt_method m WHERE m.clinic_id = r.clinic_id AND m.receipt_id = r.receipt_id)
      OR r.total_minor <>
      (SELECT sum(p.debit_minor) FROM bookkeeping_posting p WHERE p.clinic_id = r.clinic_id AND p.journal_id = r.journal_id)
      OR NOT EXISTS (SELECT FROM bookkeeping_receipt_method m WHERE m.clinic_id = r.clinic_id AND m.receipt_id = r.receipt_id)`,
  'a kept answer has no audit row of its own transaction': `
    SELECT i.key AS which FROM platform_idempotency i
    LEFT JOIN audit_event a ON a.clinic_id = i.clinic_id AND a.xmin = i.xmin WHERE a.id IS NULL`,
  'a kept answer is empty': 'SELECT key AS which FROM platform_idempotency WHERE answer IS NULL',
  'a receipt was made by no transaction that kept its answer': `
    SELECT r.number AS which FROM bookkeeping_receipt r
    LEFT JOIN platform_idempotency i ON i.clinic_id = r.clinic_id AND i.xmin = r.xmin WHERE i.key IS NULL`,
  'a visit in progress has no Encounter': `
    SELECT v.visit_id AS which FROM front_desk_visit v
    LEFT JOIN record_resource r ON r.clinic_id = v.clinic_id AND r.type = 'Encounter' AND r.id = v.visit_id
    WHERE v.encountered AND r.id IS NULL`,
  'an Encounter has no visit': `
    SELECT r.id AS which FROM record_resource r
    LEFT JOIN front_desk_visit v ON v.clinic_id = r.clinic_id AND v.visit_id = r.id
    WHERE r.type = 'Encounter' AND v.visit_id IS NULL`,
  'a booked visit does not hold its time': `
    SELECT s.visit_id AS which FROM scheduling_visit s
    LEFT JOIN scheduling_booking b ON b.clinic_id = s.clinic_id AND b.appointment_id = s.visit_id
    WHERE s.status = 'booked' GROUP BY s.visit_id HAVING count(b.resource_id) < 2`,
  'a signed consultation has a note that is not final, or none': `
    SELECT c.visit_id AS which FROM orders_consultation c
    LEFT JOIN record_resource r ON r.clinic_id = c.clinic_id AND r.type = 'DocumentReference' AND r.id = c.visit_id
    WHERE c.signed_at IS NOT NULL AND coalesce(r.content, '') NOT LIKE '%"docStatus":"final"%'`,
  'a final note belongs to a consultation that is not signed': `
    SELECT r.id AS which FROM record_resource r
    LEFT JOIN orders_consultation c ON c.clinic_id = r.clinic_id AND c.visit_id = r.id
    WHERE r.type = 'DocumentReference' AND r.content LIKE '%"docStatus":"final"%' AND c.signed_at IS NULL`,
  'a resource has lost one of its versions': `
    SELECT r.type || '/' || r.id AS which FROM record_resource r
    LEFT JOIN record_history h ON h.clinic_id = r.clinic_id AND h.type = r.type AND h.id = r.id
    WHERE r.version > 1 GROUP BY r.clinic_id, r.type, r.id, r.version HAVING count(h.version) <> r.version - 1`,
};

/** @returns a sentence for each question that found something */
export async function wholeness(client: pg.Client): Promise<string[]> {
  const faults: string[] = [];
  for (const [words, question] of Object.entries(questions)) {
    const { rows } = await client.query<{ which: string }>(question);
    if (rows.length > 0) faults.push(`half: ${words}, ${rows.length} times, the first is ${rows[0]?.which}`);
  }
  return faults;
}
