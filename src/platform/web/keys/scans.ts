import { badgeLength, mayBeBadge, staffOfBadge } from '#platform/shared/badge.ts';
import { isTextEntry } from './keys.ts';

/** Whether it took the badge; if not, the one that came before it is asked. */
export type BadgeHearer = (staffId: string) => boolean;

const hearers: BadgeHearer[] = [];

/** Hears badges that a scanner types, wherever the focus is, until the returned function is called; the last one is asked first. */
export function hearBadges(hearer: BadgeHearer): () => void {
  if (hearers.length === 0) addEventListener('keydown', heard, true);
  hearers.push(hearer);
  return () => {
    hearers.splice(hearers.indexOf(hearer), 1);
    if (hearers.length === 0) removeEventListener('keydown', heard, true);
  };
}

/** A scanner takes 1 to 50 ms for a character, by radio or on a busy machine more. */
const gapMs = 500;
/** Of what has begun like a badge no person types the rest, so that a machine that stalls may take longer over it. */
const gapWithinMs = 2_000;
const begunAfter = 8;
/** As many characters are no word any more: from here on nothing is typed. */
const surelyAfter = 20;

interface Typed {
  /** What the keys mean by the layout that is set, and by the places that they have on an American keyboard. */
  byKey: string;
  byPlace: string;
  lastMs: number;
  undo: () => void;
}

let typed: Typed | undefined;
/** Until when the one Enter or Tab that a scanner sends at the end belongs to a scan. */
let endsUntilMs = 0;

function heard(event: KeyboardEvent): void {
  if (isNoCharacter(event)) return;
  const nowMs = event.timeStamp;
  const isEnd = /^(Enter|Tab)$/.test(event.key) && nowMs <= endsUntilMs;
  endsUntilMs = 0;
  if (isEnd) {
    swallow(event);
    return;
  }
  const before = typed && nowMs - typed.lastMs <= gapAfter(typed) ? typed : undefined;
  const next = [before && continued(before, event), begun(event)].find((one) => one && mayBe(one));
  typed = next;
  if (!next) return;
  const { length } = next.byPlace;
  // letters act outside of text fields: there all but the first, which no screen uses, are kept from them
  if (length > surelyAfter || (length > 1 && !isTextEntry(event.target))) swallow(event);
  if (length === badgeLength) end(next);
}

function isNoCharacter({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey || isComposing || /^(Shift|CapsLock|NumLock)$/.test(key);
}

function end({ byKey, byPlace, lastMs, undo }: Typed): void {
  typed = undefined;
  endsUntilMs = lastMs + gapMs;
  undo();
  const staffId = staffOfBadge(byKey) ?? staffOfBadge(byPlace);
  if (staffId) hearers.findLast((hearer) => hearer(staffId));
}

const gapAfter = ({ byPlace }: Typed) => (byPlace.length > begunAfter ? gapWithinMs : gapMs);

const mayBe = ({ byKey, byPlace }: Typed) => mayBeBadge(byKey) || mayBeBadge(byPlace);

function begun(event: KeyboardEvent): Typed {
  const { key, timeStamp, target } = event;
  return { byKey: key, byPlace: placeOf(event), lastMs: timeStamp, undo: undoOf(target) };
}

function continued(before: Typed, event: KeyboardEvent): Typed {
  const { byKey, byPlace, undo } = before;
  return { byKey: byKey + event.key, byPlace: byPlace + placeOf(event), lastMs: event.timeStamp, undo };
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function placeOf(event: KeyboardEvent): string {
  return /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(event.code)?.slice(1).join('') || event.key;
}

/** Gives a field back what stood in it before the scan, in a way that its form hears. */
function undoOf(target: EventTarget | null): () => void {
  const field =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
      ? target
      : undefined;
  if (!field || !isTextEntry(field)) return () => undefined;
  const { value } = field;
  return () => {
    if (field.value === value) return;
    // past React's own notice of the value, which would take the event for nothing new
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(
      new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }),
    );
  };
}
