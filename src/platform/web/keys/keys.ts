/**
 * One key that works now. `global` ones work above dialogs too. Of several `within` an element each, as the forms of one
 * screen, the one acts in which the person is.
 */
export interface KeyBinding {
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  layer: number;
  global?: boolean;
  within?: () => Element | null;
}

const bindings: KeyBinding[] = [];
const layers: number[] = [];
const listeners = new Set<() => void>();
let version = 0;
const settingKey = 'serambi.letterKeys';

function changed() {
  version += 1;
  for (const listener of listeners) listener();
}

export function onKeysChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const keysVersion = () => version;

export function bindKeys(added: KeyBinding[]): () => void {
  bindings.push(...added);
  changed();
  return () => {
    for (const one of added) bindings.splice(bindings.indexOf(one), 1);
    changed();
  };
}

/** A dialog opens a layer: while it is open, only its own keys and the global ones work. */
export function openLayer(layer: number): () => void {
  layers.push(layer);
  changed();
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    changed();
  };
}

/** What works at this moment, for the help list: the innermost layer first, one line for each key. */
export function currentKeys(): KeyBinding[] {
  const seen = new Set<string>();
  return bindingsNow().filter((one) => !seen.has(one.keys) && seen.add(one.keys));
}

function bindingsNow(): KeyBinding[] {
  const top = Math.max(0, ...layers);
  return bindings.filter((one) => one.global || one.layer === top).reverse();
}

/** Where a person is in none of several forms nobody knows which she means. */
function bindingOf(name: string, target: EventTarget | null): KeyBinding | undefined {
  const all = bindingsNow().filter((one) => one.keys === name);
  const [first] = all;
  if (!first?.within) return first;
  const around = all.find((one) => target instanceof Node && one.within?.()?.contains(target));
  return around ?? (all.filter((one) => one.within).length === 1 ? first : undefined);
}

/** Letter keys can be switched off (speech input, tremor, another keyboard layout); kept per person at this browser. */
export function letterKeysOn(person: string): boolean {
  return globalThis.localStorage?.getItem(`${settingKey}.${person}`) !== 'off';
}
export function switchLetterKeys(person: string, on: boolean): void {
  globalThis.localStorage?.setItem(`${settingKey}.${person}`, on ? 'on' : 'off');
  changed();
}

/**
 * How a key press is written: `ctrl+enter`, `alt+l`, `p`, `?`, `escape`, `f2`. ⌘ counts as Ctrl. With Alt the physical
 * key counts, because Option+L types `¬` on a Mac; Shift is written only with keys that it does not change.
 */
export function nameOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = (event.altKey && letter ? letter : event.key === ' ' ? 'space' : event.key).toLowerCase();
  const shift = event.shiftKey && (key.length > 1 || event.ctrlKey || event.altKey);
  return [event.ctrlKey || event.metaKey ? 'ctrl' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key]
    .filter(Boolean)
    .join('+');
}

/** A key that types something, and so must not act while a person writes. */
export const isLetterKey = (name: string) => name.length === 1 || name === 'space';

export function isTextEntry(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !/^(checkbox|radio|button|submit|range|file|color)$/.test(target.type)
  );
}

/** Runs the binding of a key press, if one works now. @returns whether one did */
export function pressKey(event: KeyboardEvent, person: string): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const name = nameOf(event);
  if (isLetterKey(name) && (isTextEntry(event.target) || !letterKeysOn(person))) return false;
  // An open list of choices closes on Escape by itself; going back as well would be twice.
  if (name === 'escape' && (event.target as Element | null)?.getAttribute?.('aria-expanded') === 'true')
    return false;
  const binding = bindingOf(name, event.target);
  if (!binding) return false;
  event.preventDefault();
  binding.run(event);
  return true;
}
