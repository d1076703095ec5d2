/** What somebody typed or scanned as her number. */
export type Scanned =
  | { kind: 'link'; token: string }
  /** 16 figures a NIK, 13 a BPJS card, else a telephone or record number: the chart says which. */
  | { kind: 'number'; text: string };

/** Reads a code of a link, the figures of a card, or what was typed. */
export function readScan(text: string): Scanned {
  const link = /\/(?:check-in|answer)#([A-Za-z0-9._-]{20,60})$/.exec(text.trim());
  if (link?.[1]) return { kind: 'link', token: link[1] };
  return { kind: 'number', text: text.trim() };
}

/** How a number could be one of hers, most certain first; each is tried, and one that differs stops nothing. */
export function readingsOf(number: string): { identifier?: string; phone?: string; recordNumber?: string }[] {
  const digits = number.replace(/\D/g, '');
  if (digits.length >= 13) return [{ identifier: number }, { phone: number }];
  if (digits.length >= 9) return [{ phone: number }, { identifier: number }, { recordNumber: number }];
  return [{ recordNumber: number }, { identifier: number }];
}
