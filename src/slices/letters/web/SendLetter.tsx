import { Slot } from '#platform/web/slots/Slot.tsx';
import type { Letter } from '../contract.ts';
import { makePaper } from './use-paper.ts';
import { letterName } from './words.ts';

/** Where a signed letter can be given to the patient otherwise than on paper. */
export function SendLetter({ letter }: { letter: Letter }) {
  const { letterId, patientId, content } = letter;
  const make = () => makePaper('printLetter', { letterId });
  return (
    <Slot name="paper.send" inline props={{ patientId, make, paper: letterName(content), small: true }} />
  );
}
