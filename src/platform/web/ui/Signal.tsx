import {
  IconAlertOctagonFilled,
  IconArrowBigRightFilled,
  IconCircleCheck,
  IconCircleDotted,
  IconClockExclamation,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

const icons = {
  red: IconAlertOctagonFilled,
  amber: IconClockExclamation,
  blue: IconArrowBigRightFilled,
  green: IconCircleCheck,
  grey: IconCircleDotted,
};

/** Red: safety now. Amber: late or out of range. Blue: yours next. Green and grey are states, not signals. Always with its word. */
export function SignalBadge(props: { tone: keyof typeof icons; children: ReactNode; icon?: ReactNode }) {
  const Icon = icons[props.tone];
  return (
    <span className={`s-signal s-signal-${props.tone}`}>
      {props.icon ?? <Icon size={16} aria-hidden />}
      <span>{props.children}</span>
    </span>
  );
}
