import { Menu } from '@mantine/core';
import { m } from '#messages';
import { type DeclineReason, declineReasons } from '../contract.ts';
import type { Code } from '../shared/instruments.ts';
import { nameWords, reasonWords } from './words.ts';

/** Left out in this visit, with the reason. */
export function NotAsked(props: { code: Code; onSay: (reason: DeclineReason) => void }) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="s-button s-button-plain s-button-small">
          {m.screening_decline()}
          <span className="s-hidden">: {nameWords(props.code)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {declineReasons.map((reason) => (
          <Menu.Item key={reason} onClick={() => props.onSay(reason)}>
            {reasonWords(reason)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
