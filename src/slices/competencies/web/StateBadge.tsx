import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
  IconClockExclamation,
  IconSchool,
} from '@tabler/icons-react';
import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { State } from '../shared/states.ts';

/** Each state has a shape and a word of its own; the colour only helps. */
const signs = {
  notStarted: { tone: 'grey', icon: IconCircleDashed, word: m.competencies_state_notStarted },
  learning: { tone: 'blue', icon: IconSchool, word: m.competencies_state_learning },
  practised: { tone: 'blue', icon: IconCircleHalf2, word: m.competencies_state_practised },
  current: { tone: 'green', icon: IconCircleCheck, word: m.competencies_state_current },
  due: { tone: 'amber', icon: IconClockExclamation, word: m.competencies_state_due },
  lapsed: { tone: 'red', icon: IconCircleX, word: m.competencies_state_lapsed },
  suspended: { tone: 'red', icon: IconBan, word: m.competencies_state_suspended },
} as const;

export function StateBadge({ state }: { state: State }) {
  const { tone, icon: Icon, word } = signs[state];
  return (
    <SignalBadge tone={tone} icon={<Icon size={16} aria-hidden />}>
      {word()}
    </SignalBadge>
  );
}
