import { IconLock } from '@tabler/icons-react';
import { Button } from './Button.tsx';

/** What is blocked today: the reason as text, who may, and one button that asks that person. */
export function Refusal(props: {
  reason: string;
  who?: string;
  ask?: { label: string; run: () => void; pending?: boolean };
}) {
  return (
    <div className="s-refusal">
      <IconLock size={20} aria-hidden />
      <div>
        <p>{props.reason}</p>
        {props.who && <p className="s-refusal-who">{props.who}</p>}
      </div>
      {props.ask && (
        <Button onClick={props.ask.run} pending={props.ask.pending ?? false}>
          {props.ask.label}
        </Button>
      )}
    </div>
  );
}
