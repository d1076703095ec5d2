import { words } from '../words.ts';
import type { Paper, Printing } from './paper-types.ts';

/** What a paper must say about itself, most important first: not signed, not the original, not printed at all. */
export function marksOf(paper: Paper, printing: Printing): string[] {
  const marks: string[] = [];
  if (paper.provisional) marks.push(words(paper.language, 'print_draft'));
  if (printing.copyNumber > 1)
    marks.push(words(paper.language, 'print_copy', { number: printing.copyNumber }));
  if (printing.copyNumber === 0) marks.push(words(paper.language, 'print_preview'));
  return marks;
}

/** Whether the paper says whom it is about. A queue slip lies on chairs and floors: its number is all it tells. */
export function namesPatient(paper: Paper): paper is Paper & { patient: NonNullable<Paper['patient']> } {
  return paper.patient !== undefined && paper.kind !== 'queueSlip';
}
