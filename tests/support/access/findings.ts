import type { Answer } from './knock.ts';

/** What was tried, and every cell that did not answer as declared. */
export interface Findings {
  cells: number;
  faults: string[];
  /** `<slice>.<verb> <id>` that answered 2xx to an id which the clinic does not have. */
  unknownAnswered: Set<string>;
  /** Counts a cell; `fault` is what was expected instead. */
  judge(cell: string, fault: string | undefined, answer: Answer): void;
  fault(words: string): void;
}

export function openFindings(): Findings {
  const findings: Findings = {
    cells: 0,
    faults: [],
    unknownAnswered: new Set(),
    judge(cell, fault, answer) {
      findings.cells += 1;
      const told = answer.status >= 500 ? 'expected no failure of ours' : fault;
      if (!told) return;
      const { detail, fields, issue } = answer.body;
      const why = fields ?? issue;
      const got = [answer.status, answer.code, detail, why && JSON.stringify(why)].filter(Boolean);
      findings.faults.push(`${cell}: ${told} got ${got.join(' ')}`);
    },
    fault: (words) => void findings.faults.push(words),
  };
  return findings;
}
