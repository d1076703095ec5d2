import type { ClinicLink, ClinicTable } from './clinic-tables.ts';
import { apartOf, quoted } from './row-text.ts';

/** The setting of the transaction that names the patient. */
export const patientSetting = 'serambi.export_patient';

/** A condition on a table's rows under an alias. */
type Condition = (alias: string) => string;

/**
 * What of each table is about one patient, as a condition on `t` in which `patientSetting` names her; a table that is
 * not in the answer holds nothing about her alone. Found by the catalogue: a table names its patient, or her visit, or
 * hangs by a foreign key on a row that does, or is the whole of which such a row is a part.
 */
export function patientPart(tables: readonly ClinicTable[]): Map<string, string> {
  const hers = new Map<string, Condition>();
  for (const table of tables) {
    if (has(table, 'patient_id') && !isPair(table) && !isIndex(table))
      hers.set(table.name, apartOf(table.name) ? ofRecord : ofPatient);
  }
  const visits = tables.filter((table) => hers.has(table.name) && has(table, 'visit_id'));
  for (const table of tables) {
    if (has(table, 'visit_id') && !has(table, 'patient_id')) hers.set(table.name, ofVisits(visits));
  }
  // they stand in the order of their foreign keys: whatever one hangs on was looked at before it
  for (const table of tables) {
    const link =
      hers.has(table.name) || isPair(table) || isIndex(table) ? undefined : table.links.find(reaches(hers));
    if (link) hers.set(table.name, hanging(link.from, link.to, link.table, hers.get(link.table)));
  }
  for (const table of tables) {
    const condition = hers.get(table.name);
    for (const link of condition ? table.links : []) {
      const isPart = link.from.every((column) => table.key.includes(column));
      if (isPart && !hers.has(link.table))
        hers.set(link.table, hanging(link.to, link.from, table.name, condition));
    }
  }
  return new Map([...hers].map(([name, condition]) => [name, condition('t')]));
}

const her = `current_setting('${patientSetting}')`;
const ofPatient: Condition = (alias) => `${alias}.patient_id = ${her}`;

/**
 * Some resources name no patient, and are hers all the same: a Provenance names what it tells the origin of. They are
 * about her when they refer to something of hers and to nothing of anybody else.
 */
const ofRecord: Condition = (alias) => {
  const refersTo = (whose: string) => `EXISTS (
    SELECT FROM regexp_matches(${alias}.content, '"reference":"([A-Za-z]+)/([A-Za-z0-9.-]{1,64})', 'g') AS named
    JOIN record_resource other ON other.clinic_id = serambi_clinic() AND other.type = named[1] AND other.id = named[2]
    WHERE other.patient_id ${whose} ${her})`;
  return `${ofPatient(alias)} OR ${alias}.patient_id IS NULL AND ${refersTo('=')} AND NOT ${refersTo('<>')}`;
};

function has(table: ClinicTable, column: string): boolean {
  return table.columns.some(({ name }) => name === column);
}

/** What a search looks up is made from the resources, which are in the copy themselves. */
function isIndex({ name }: ClinicTable): boolean {
  return name.startsWith('record_') && !apartOf(name);
}

/** Two patients stand in each row, so none is about one of them alone. */
function isPair({ links }: ClinicTable): boolean {
  const patients = links.find(({ from }) => from.join() === 'patient_id')?.table;
  return links.filter(({ table }) => table === patients).length > 1;
}

function reaches(hers: ReadonlyMap<string, Condition>): (link: ClinicLink) => boolean {
  return ({ table }) => hers.has(table);
}

function ofVisits(visits: readonly ClinicTable[]): Condition {
  const each = visits.map(
    ({ name }) =>
      `SELECT v.visit_id FROM ${quoted(name)} v WHERE v.clinic_id = serambi_clinic() AND ${ofPatient('v')}`,
  );
  return (alias) => `${alias}.visit_id IN (${each.join(' UNION ALL ')})`;
}

function hanging(
  own: string[],
  its: string[],
  table: string,
  condition: Condition = () => 'true',
): Condition {
  return (alias) => {
    const other = `${alias}x`;
    const joined = own.map((column, at) => `${other}.${quoted(its[at] ?? '')} = ${alias}.${quoted(column)}`);
    return `EXISTS (SELECT FROM ${quoted(table)} ${other} WHERE ${other}.clinic_id = serambi_clinic()
      AND ${joined.join(' AND ')} AND ${condition(other)})`;
  };
}
