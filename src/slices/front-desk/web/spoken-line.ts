/**
 * What was typed into the finder when a visit was chosen from it, until the greeting takes it as what the patient said.
 * It lives in this page's memory alone: an address with a name or a birth date in it would stay in histories and logs.
 */
const lines = new Map<string, string>();

export function keepLine(visitId: string, line: string): void {
  lines.set(visitId, line);
}

/** Gives the line away once, so that a greeting opened again later asks again. */
export function takeLine(visitId: string): string | undefined {
  const line = lines.get(visitId);
  lines.clear();
  return line;
}
