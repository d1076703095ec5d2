import { IconBan, IconCircleCheck, IconCircleDashed, IconHourglass, IconProgress } from '@tabler/icons-react';
import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { HoursEntry, Review, Skill } from '../contract.ts';
import { skillStateWords } from './words.ts';

/** Each state has a shape and a word of its own; the colour only helps. */
const states = {
  open: { tone: 'blue', icon: IconProgress, word: m.training_state_open },
  complete: { tone: 'green', icon: IconCircleCheck, word: m.training_state_complete },
  closed: { tone: 'green', icon: IconCircleCheck, word: m.training_state_closed },
  ended: { tone: 'grey', icon: IconBan, word: m.training_state_ended },
} as const;

export function StateBadge({ state }: { state: keyof typeof states }) {
  const { tone, icon: Icon, word } = states[state];
  return (
    <SignalBadge tone={tone} icon={<Icon size={16} aria-hidden />}>
      {word()}
    </SignalBadge>
  );
}

const entries = {
  waiting: { tone: 'amber', icon: IconHourglass, word: m.training_hours_waiting },
  confirmed: { tone: 'green', icon: IconCircleCheck, word: m.training_hours_confirmed },
  declined: { tone: 'red', icon: IconBan, word: m.training_hours_declined },
  withdrawn: { tone: 'grey', icon: IconBan, word: m.training_hours_withdrawn },
} as const;

export function EntryBadge({ state }: { state: HoursEntry['state'] }) {
  const { tone, icon: Icon, word } = entries[state];
  return (
    <SignalBadge tone={tone} icon={<Icon size={16} aria-hidden />}>
      {word()}
    </SignalBadge>
  );
}

const reviews = {
  ahead: { tone: 'grey', word: m.training_review_ahead },
  due: { tone: 'blue', word: m.training_review_due },
  late: { tone: 'amber', word: m.training_review_late },
  written: { tone: 'blue', word: m.training_review_written },
  signed: { tone: 'green', word: m.training_review_signed },
} as const;

export function ReviewBadge({ state }: { state: Review['state'] }) {
  const { tone, word } = reviews[state];
  return <SignalBadge tone={tone}>{word()}</SignalBadge>;
}

export function SkillBadge({ skill }: { skill: Skill }) {
  return (
    <SignalBadge
      tone={skill.good ? 'green' : 'grey'}
      {...(!skill.good && { icon: <IconCircleDashed size={16} aria-hidden /> })}
    >
      {skillStateWords[skill.state]()}
    </SignalBadge>
  );
}
