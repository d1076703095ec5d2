import { printing } from '#platform/shared/print-contract.ts';
import type { ServerSlice, Verbs } from '../slice.ts';
import { papersOf } from './papers-of.ts';
import { printPaper } from './print-paper.ts';
import { saveStation } from './save-station.ts';
import { stations } from './stations.ts';

/** Printing as a slice of the platform: every duty makes papers, one place prints and counts them. */
export const printSlice = {
  contract: printing,
  verbs: { printPaper, papersOf, stations, saveStation } satisfies Verbs<typeof printing>,
} satisfies ServerSlice;
