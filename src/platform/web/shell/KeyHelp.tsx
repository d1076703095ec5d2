import { Switch } from '@mantine/core';
import { m } from '#messages';
import { isLetterKey, letterKeysOn, switchLetterKeys } from '../keys/keys.ts';
import type { KeyBinding } from '../keys/keys.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useMe } from './session.ts';

/** `?`: the keys that work on the screen at this moment. They are listed as they were when help was asked for. */
export default function KeyHelp(props: { keys: KeyBinding[]; onClose: () => void; onSwitch: () => void }) {
  const me = useMe();
  const on = letterKeysOn(me.staffId);
  return (
    <Dialog title={m.web_keys_title()} open onClose={props.onClose}>
      <dl className="s-keys">
        {props.keys.map((binding) => (
          <div key={binding.keys} className={!on && isLetterKey(binding.keys) ? 's-keys-off' : undefined}>
            <dt>
              <KeyName keys={binding.keys} />
            </dt>
            <dd>{binding.label}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>↑</kbd> <kbd>↓</kbd> <kbd>↵</kbd>
          </dt>
          <dd>{m.web_keys_rows()}</dd>
        </div>
      </dl>
      <Switch
        label={m.web_keys_letters()}
        description={m.web_keys_lettersHint()}
        checked={on}
        onChange={(event) => {
          switchLetterKeys(me.staffId, event.currentTarget.checked);
          props.onSwitch();
        }}
      />
    </Dialog>
  );
}

const names: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  space: '␣',
};

function KeyName({ keys }: { keys: string }) {
  return keys.split(/\+(?=.)/).map((part) => <kbd key={part}>{names[part] ?? part.toUpperCase()}</kbd>);
}
