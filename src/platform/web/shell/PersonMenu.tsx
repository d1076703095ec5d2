import { Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconUserCircle,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import { useLanguage } from '../language.ts';
import { useGo } from '../router/link.tsx';
import { tell } from '../ui/undo.tsx';
import { problemWords } from '../client/problem-words.ts';
import { lock, signOut, useMe } from './session.ts';

/** Who works here, and how she leaves: lock, another person, her own page, the keys, sign-out. */
export function PersonMenu(props: { onSwitch: () => void; onKeys: () => void }) {
  const me = useMe();
  const go = useGo();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const role = me.roleLabels.map((label) => label[language]).join(', ');
  const or = (act: () => Promise<void>) => () => void act().catch((problem) => tell(problemWords(problem)));
  return (
    <Menu
      position="bottom-end"
      opened={open}
      onChange={setOpen}
      transitionProps={{ duration: 0 }}
      width={260}
    >
      <Menu.Target>
        <button type="button" className="s-person" aria-label={m.web_person_menu({ name: me.name })}>
          <IconUserCircle className="s-person-icon" size={22} aria-hidden />
          <span className="s-person-name">{me.name}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <strong>{me.name}</strong>
          <br />
          {role}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconLock size={18} aria-hidden />}
          rightSection={<kbd>Alt L</kbd>}
          onClick={or(lock)}
        >
          {m.web_lock_act()}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers size={18} aria-hidden />} onClick={props.onSwitch}>
          {m.web_switch_act()}
        </Menu.Item>
        <Menu.Item leftSection={<IconUserCog size={18} aria-hidden />} onClick={() => go('/account')}>
          {m.web_account_title()}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={18} aria-hidden />}
          rightSection={<kbd>?</kbd>}
          onClick={props.onKeys}
        >
          {m.web_keys_title()}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={or(signOut)}>
          {m.web_signOut_act()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
