import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import type { Person } from '../contract.ts';

/** What the record knows of a person beside her job; nothing where it knows nothing. */
export function PersonFacts({ person }: { person: Person }) {
  const locale = useLocale();
  const day = (text: string) => formatPlainDate(text, locale);
  const until = (what: string, last: string | undefined) =>
    last ? m.workforce_people_until({ what, day: day(last) }) : what;
  const facts = [
    person.jobTitle,
    person.startsOn && m.workforce_people_since({ day: day(person.startsOn) }),
    person.phone,
    person.email,
    person.licence && person.licenceUntilDay && until(person.licence, person.licenceUntilDay),
    ...person.credentials.map((one) => until(`${one.kind} ${one.number}`, one.untilDay)),
  ].filter((fact) => fact !== undefined && fact !== '');
  if (facts.length === 0) return null;
  return <p className="s-hint">{facts.join(' · ')}</p>;
}
