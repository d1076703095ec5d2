import { pick } from '../support/dice.ts';

/** What a superuser may see before she begins. */
export interface Seen {
  clinics: { id: string; slug: string; sealed: string[]; unsealed: string[]; seals: number }[];
}

/** One tampering: statements for the database, and where verification must point. */
export interface Tampering {
  kind: string;
  statements: string;
  /** Any one of these, in this clinic. */
  places: { clinic: string; rowIds: string[]; seals: string[] };
}

type Clinic = Seen['clinics'][number];
type Maker = (clinic: Clinic, other: Clinic, random: () => number) => Tampering;

/** Every column of a row with a value that its writer did not give, as SQL over the old one. */
const columns: Record<string, string[]> = {
  clinic_id: ['OTHER'],
  id: ['gen_random_uuid()'],
  at: ["at + interval '1 ms'", "at - interval '1 day'", "'infinity'", "at - interval '4051 years'"],
  actor_kind: ["'client'", "'system'"],
  actor_id: ["actor_id || 'x'", "''"],
  actor_name: ["'Budi'", 'upper(actor_name)'],
  device_id: ['NULL', "'desk-2'", "''"],
  event: ["'records.readBanner'"],
  action: ['NULL', "'records.edit'"],
  outcome: ["'refused'", "'failed'"],
  patient_id: ['NULL', "'patient-x'", "patient_id || ' '"],
  subject: ['NULL', "'Patient/other'"],
  details: [
    'NULL',
    "'{}'",
    'details || \'{"visit": 0}\'',
    "jsonb_set(details, '{rate}', '0.50')",
    "details - 'reason'",
  ],
  mac_key: ["'0000000000000000'", "mac_key || ' '"],
  mac: ["'\\x00'", 'mac || mac', 'set_byte(mac, 3, (get_byte(mac, 3) + 1) % 256)'],
};
const sealColumns: Record<string, string[]> = {
  clinic_id: ['OTHER'],
  number: ['number + 100000'],
  at: ["at + interval '1 ms'", "'infinity'"],
  ids: ['ids[2:]', 'ids || gen_random_uuid()', 'ARRAY[ids[cardinality(ids)]] || ids[1:cardinality(ids) - 1]'],
  rows_hash: ['sha256(rows_hash)'],
  previous: ['sha256(previous)'],
  hash: ['sha256(hash)'],
  key_id: ["'0000000000000000'"],
  signature: ["'\\x00'", 'sha256(signature)'],
};
const names =
  'id, at, actor_kind, actor_id, actor_name, device_id, event, action, outcome, patient_id, subject, details, mac_key, mac';

const makers: Record<string, Maker> = {
  updateRow(clinic, other, random) {
    const id = anyRow(clinic, random);
    const [column, value] = anyValue(columns, other, random);
    return {
      ...{
        kind: `update ${column}`,
        statements: `UPDATE audit_event SET ${column} = ${value} WHERE ${at(clinic, id)}`,
      },
      // a row that is somewhere else is missing here
      places: inClinic(clinic, [id]),
    };
  },
  deleteRow(clinic, _other, random) {
    const id = anyRow(clinic, random);
    return {
      kind: 'delete',
      statements: `DELETE FROM audit_event WHERE ${at(clinic, id)}`,
      places: inClinic(clinic, [id]),
    };
  },
  insertForged(clinic, _other, random) {
    const id = forgedId(random);
    const rest = names.replace('id, ', '');
    const waits = random() < 0.5 ? `; INSERT INTO audit_pending VALUES ('${clinic.id}', '${id}')` : '';
    return {
      kind: 'insert of a forged row',
      statements: `INSERT INTO audit_event (clinic_id, ${names}) SELECT clinic_id, '${id}', ${rest} FROM audit_event
        WHERE ${at(clinic, anyRow(clinic, random))}${waits}`,
      places: inClinic(clinic, [id]),
    };
  },
  swapRows(clinic, _other, random) {
    const [a, b] = two(clinic.sealed, random);
    const rest = names.replace('id, ', '');
    const from = (one: string) =>
      `(SELECT ${rest} FROM kept_event k WHERE k.${at(clinic, one).replace(' AND ', ' AND k.')})`;
    return {
      kind: 'swap of two rows’ contents',
      statements: `UPDATE audit_event SET (${rest}) = ${from(b)} WHERE ${at(clinic, a)};
        UPDATE audit_event SET (${rest}) = ${from(a)} WHERE ${at(clinic, b)}`,
      places: inClinic(clinic, [a, b]),
    };
  },
  copyAcross(clinic, other, random) {
    const id = anyRow(other, random);
    return {
      kind: 'copy between clinics',
      statements: `INSERT INTO audit_event (clinic_id, ${names}) SELECT '${clinic.id}', ${names} FROM audit_event
        WHERE ${at(other, id)}`,
      places: inClinic(clinic, [id]),
    };
  },
  swapSeals(clinic, _other, random) {
    const [a, b] = two(
      Array.from({ length: clinic.seals }, (_, k) => String(k + 1)),
      random,
    );
    const number = (from: string, to: string) =>
      `UPDATE audit_seal SET number = ${to} WHERE clinic_id = '${clinic.id}' AND number = ${from}`;
    return {
      kind: 'reordering of seals',
      statements: [number(a, '-1'), number(b, a), number('-1', b)].join(';'),
      places: inClinic(clinic, [], [a, b]),
    };
  },
  editSeal(clinic, other, random) {
    const seal = anySeal(clinic, random);
    const [column, value] = anyValue(sealColumns, other, random);
    const where = `WHERE clinic_id = '${clinic.id}' AND number = ${seal}`;
    // in the other clinic that number may be taken: she makes room first
    const room =
      column === 'clinic_id'
        ? `DELETE FROM audit_seal WHERE clinic_id = '${other.id}' AND number = ${seal};`
        : '';
    return {
      ...{
        kind: `edit of a seal’s ${column}`,
        statements: `${room} UPDATE audit_seal SET ${column} = ${value} ${where}`,
      },
      places: inClinic(clinic, [], [seal]),
    };
  },
  deleteSeal(clinic, _other, random) {
    const seal = anySeal(clinic, random);
    return {
      kind: 'delete of a seal',
      statements: `DELETE FROM audit_seal WHERE clinic_id = '${clinic.id}' AND number = ${seal}`,
      places: inClinic(clinic, [], [seal]),
    };
  },
  cutTail(clinic, _other, random) {
    const from = 1 + Math.floor(random() * clinic.seals);
    const tail = `clinic_id = '${clinic.id}' AND number >= ${from}`;
    const rows = `DELETE FROM audit_event WHERE clinic_id = '${clinic.id}'
      AND id IN (SELECT unnest(ids) FROM audit_seal WHERE ${tail})`;
    return {
      kind: 'cut of the tail with its seals',
      statements: `${rows}; DELETE FROM audit_seal WHERE ${tail}`,
      places: inClinic(clinic, [], [String(clinic.seals)]),
    };
  },
  cutRows(clinic, _other, random) {
    const count = 1 + Math.floor(random() * 8);
    const ids = clinic.sealed.slice(-count);
    return {
      kind: 'cut of the tail without its seals',
      statements: `DELETE FROM audit_event WHERE clinic_id = '${clinic.id}' AND id IN (${list(ids)})`,
      places: inClinic(clinic, ids),
    };
  },
  keepFromSeal(clinic, _other, random) {
    const id = pick(clinic.unsealed, random);
    return {
      kind: 'kept from being sealed',
      statements: `DELETE FROM audit_pending WHERE ${at(clinic, id)}`,
      places: inClinic(clinic, [id]),
    };
  },
  sealAgain(clinic, _other, random) {
    const id = pick(clinic.sealed, random);
    return {
      kind: 'put up for a second seal',
      statements: `INSERT INTO audit_pending VALUES ('${clinic.id}', '${id}')`,
      places: inClinic(clinic, [id]),
    };
  },
};

export const tamperingKinds: readonly string[] = Object.keys(makers);

/** A tampering by the dice; every kind as likely as the next. */
export function makeTampering(seen: Seen, random: () => number): Tampering {
  const clinic = pick(seen.clinics, random);
  const other = seen.clinics.find((one) => one !== clinic) ?? clinic;
  return pick(Object.values(makers), random)(clinic, other, random);
}

function inClinic(clinic: Clinic, rowIds: string[], seals: string[] = []): Tampering['places'] {
  return { clinic: clinic.slug, rowIds, seals };
}

function at(clinic: Clinic, id: string): string {
  return `clinic_id = '${clinic.id}' AND id = '${id}'`;
}

function anyRow(clinic: Clinic, random: () => number): string {
  return pick(random() < 0.8 ? clinic.sealed : clinic.unsealed, random);
}

function anySeal(clinic: Clinic, random: () => number): string {
  return String(1 + Math.floor(random() * clinic.seals));
}

function anyValue(of: Record<string, string[]>, other: Clinic, random: () => number): [string, string] {
  const [column, values] = pick(Object.entries(of), random);
  return [column, pick(values, random).replace('OTHER', `'${other.id}'`)];
}

function two(items: readonly string[], random: () => number): [string, string] {
  const a = pick(items, random);
  return [
    a,
    pick(
      items.filter((one) => one !== a),
      random,
    ),
  ];
}

function list(ids: readonly string[]): string {
  return ids.map((id) => `'${id}'`).join(', ');
}

function forgedId(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
