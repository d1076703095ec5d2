import type { Parts } from './use-asked.ts';

/** What the pane hands to whoever asks in it; its README says what each is for. */
export interface RoomPartProps {
  visitId: string;
  form: Parts;
  rest: boolean;
  onDue: (due: boolean) => void;
  next: (element: HTMLElement | null) => void;
  goOn: (from: Element | null) => void;
}
