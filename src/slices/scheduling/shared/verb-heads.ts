/** Seen by everybody of the calendar. */
export const read = { action: 'scheduling.read', kind: 'administrative', effect: 'read' } as const;
/** Books, moves and calls off. */
export const write = { action: 'scheduling.book', kind: 'administrative', effect: 'write' } as const;
/** Lays down the clinic's own settings. */
export const manage = { action: 'scheduling.manage', kind: 'administrative', effect: 'write' } as const;
/** Whom an answer is about. */
export const ofPatient = (_: unknown, output?: { patientId?: string | null }) =>
  output?.patientId ?? undefined;
