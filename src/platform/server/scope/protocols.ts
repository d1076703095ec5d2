import { ageAt } from '#platform/shared/age.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { covers } from './acts.ts';
import type { About, Missing, Protocol } from './decision.ts';

/** What a standing order is looked for with. */
interface Wanted {
  act: string;
  jobs: readonly string[];
  protocols: readonly Protocol[];
  about: About;
  zone: string;
  now: string;
}

/** The standing order under which she may do it: in force now, of her job, for a patient of this age. */
export function protocolFor(wanted: Wanted): Protocol | undefined {
  return ofHerJob(wanted).find((one) => isInForce(one, wanted.now) && fitsAge(one, wanted));
}

/** What there is instead: one for another age, one that ended, or none. */
export function missingProtocol(wanted: Wanted): Missing | undefined {
  if (protocolFor(wanted)) return undefined;
  const begun = ofHerJob(wanted).filter((one) => one.from <= wanted.now);
  const missing: Missing = { kind: 'protocol', codes: [wanted.act] };
  const other = begun.find((one) => isInForce(one, wanted.now));
  if (other) return { ...missing, label: titleOf(other), otherAge: true };
  const last = begun.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
  return last ? { ...missing, label: titleOf(last), since: last.until } : missing;
}

function ofHerJob({ act, jobs, protocols, about }: Wanted): Protocol[] {
  return protocols.filter(
    (one) =>
      covers(one.act, act) &&
      one.roles.some((role) => jobs.includes(role)) &&
      (about.protocol === undefined || about.protocol === one.sourceId),
  );
}

function isInForce({ from, until }: Protocol, now: string): boolean {
  return from <= now && now < until;
}

/** A patient of whom nobody knows the age is not known to be of the right one. */
function fitsAge({ fromMonths, underMonths }: Protocol, { about: { bornOn }, zone, now }: Wanted): boolean {
  if (bornOn === undefined || (fromMonths === null && underMonths === null)) return true;
  const age = ageAt(bornOn, zonedDay(now, zone));
  if (!age) return false;
  // a birth date of which the day is not known gives the least age; she may be older by as much
  const most = age.totalMonths + { day: 0, month: 1, year: 12 }[age.precision];
  return (
    (fromMonths === null || age.totalMonths >= fromMonths) && (underMonths === null || most < underMonths)
  );
}

/** A title is the clinic's own and is not translated. */
function titleOf({ title }: Protocol): { en: string; id: string } {
  return { en: title, id: title };
}
