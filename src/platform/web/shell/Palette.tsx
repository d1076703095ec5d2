import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { KeyLayer } from '../keys/use-keys.tsx';
import { useGo } from '../router/link.tsx';
import { isFor, useSlices } from '../slots/registry.ts';
import { findCommands } from './find.ts';
import { placesFor } from './places.ts';
import { useMe } from './session.ts';
import { type ShellCommand, useShellCommands } from './shell-commands.ts';
import { useFinds } from './use-finds.ts';

interface Choice {
  id: string;
  title: string;
  detail?: string | undefined;
  shortcut?: string | undefined;
  run: () => void;
}

/**
 * `Ctrl K`: a patient or an act by a few letters, then Enter. The browser's own dialog, because it stands and has the
 * focus before the next key is pressed; letters typed right after `Ctrl K` must not go elsewhere.
 */
export function Palette(props: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it as well; this is the click beside it
    <dialog
      ref={dialog}
      className="s-palette"
      aria-label={m.web_find_title()}
      onClose={props.onClose}
      onClick={(event) => (event.target === event.currentTarget ? props.onClose() : undefined)}
    >
      <KeyLayer>
        <PaletteBody onClose={props.onClose} />
      </KeyLayer>
    </dialog>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const finds = useFinds(text);
  const groups = useGroups(text, finds, onClose);
  const choices = groups.flatMap((group) => group.choices);
  const list = useRef<HTMLDivElement>(null);
  /** Enter that came before the answer: it counts for the first hit as soon as that is there. */
  const [eager, setEager] = useState(false);
  const waiting = text.trim().length >= 2 && finds.text !== text.trim();
  const current = choices[Math.min(at, choices.length - 1)];
  useEffect(() => {
    if (!eager || waiting) return;
    setEager(false);
    current?.run();
  }, [eager, waiting, current]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (waiting) setEager(true);
      else current?.run();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || choices.length === 0) return;
    event.preventDefault();
    setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
  };
  return (
    <>
      <div className="s-palette-entry">
        <IconSearch size={20} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={current ? `palette-${current.id}` : undefined}
          aria-label={m.web_find_title()}
          placeholder={m.web_find_placeholder()}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
            setEager(false);
          }}
          onKeyDown={press}
        />
      </div>
      <div
        id="palette-list"
        className="s-palette-list"
        role="listbox"
        aria-label={m.web_find_title()}
        ref={list}
      >
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.label}>
            <p className="s-palette-heading" aria-hidden>
              {group.label}
            </p>
            {group.choices.map((choice) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the entry above, as in every combobox
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the entry
              <div
                key={choice.id}
                id={`palette-${choice.id}`}
                role="option"
                aria-selected={choice === current}
                className="s-palette-choice"
                onClick={choice.run}
              >
                <span>{choice.title}</span>
                {choice.detail && <small>{choice.detail}</small>}
                {choice.shortcut && <kbd>{choice.shortcut}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className="s-palette-foot" role="status">
        {finds.trouble ?? (choices.length === 0 && !waiting ? m.web_find_nothing() : m.web_find_foot())}
      </p>
    </>
  );
}

function useGroups(text: string, finds: ReturnType<typeof useFinds>, onClose: () => void) {
  const me = useMe();
  const slices = useSlices();
  const go = useGo();
  const own = useShellCommands();
  const leave = (act: () => void) => () => {
    onClose();
    act();
  };
  const visit = (href: string) => leave(() => go(href));
  const commands = slices
    .flatMap((slice) => slice.commands ?? [])
    .filter((command) => isFor(me, command))
    .map(
      (command): ShellCommand => ({
        ...command,
        act: () => (command.run ? command.run(go) : go(command.to ?? '/')),
      }),
    );
  const screens = placesFor(me, slices).flatMap(({ place, label, entries }) =>
    entries.map((entry): ShellCommand => {
      const title = entry.label === label ? label : `${label}: ${entry.label}`;
      return { id: `${place}${entry.path}`, label: () => title, act: () => go(entry.path) };
    }),
  );
  const found = findCommands(text, [...commands, ...screens, ...own]).slice(0, text.trim() === '' ? 12 : 8);
  const groups = finds.groups.map((group) => ({
    id: group.id,
    label: group.label,
    choices: group.hits.map(
      (hit): Choice => ({
        id: `${group.id}-${hit.id}`,
        title: hit.title,
        detail: hit.detail,
        run: visit(hit.to),
      }),
    ),
  }));
  const acts = found.map(
    (one): Choice => ({ id: one.id, title: one.label(), shortcut: one.shortcut, run: leave(one.act) }),
  );
  return acts.length > 0 ? [...groups, { id: 'acts', label: m.web_find_acts(), choices: acts }] : groups;
}
