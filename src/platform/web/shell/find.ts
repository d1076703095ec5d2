import type { Command } from '../slots/web-slice.ts';

/** Letters as they are compared: without case and marks, so that `rene` finds René. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether every typed word begins a word of the text; earlier matches in the label rank first. */
export function rank(typed: string, label: string, keywords = ''): number | undefined {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const words = fold(`${label} ${keywords}`)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (!wanted.every((word) => words.some((one) => one.startsWith(word)))) return undefined;
  return fold(label).startsWith(fold(typed).trim()) ? 0 : 1;
}

/** Commands that the typed words mean, best first. */
export function findCommands<One extends Pick<Command, 'label' | 'keywords'>>(
  typed: string,
  commands: One[],
): One[] {
  return commands
    .flatMap((command, at) => {
      const place = rank(typed, command.label(), command.keywords?.());
      return place === undefined ? [] : [{ command, place, at }];
    })
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .map(({ command }) => command);
}
