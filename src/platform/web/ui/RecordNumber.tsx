import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { useMe } from '../shell/session.ts';

/** A record number as it is read aloud in the clinic's country. */
export function RecordNumber({ number }: { number: string }) {
  const { clinic } = useMe();
  return <span className="s-figures">{displayRecordNumber(number, clinic.country)}</span>;
}
