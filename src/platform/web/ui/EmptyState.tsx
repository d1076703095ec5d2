import { Go } from '../router/link.tsx';
import { Button } from './Button.tsx';

/** What belongs here, and the first act. */
export function EmptyState(props: {
  title: string;
  text?: string;
  act?: { label: string; to?: string; run?: () => void };
}) {
  const { act } = props;
  return (
    <div className="s-empty">
      <p className="s-empty-title">{props.title}</p>
      {props.text && <p>{props.text}</p>}
      {act?.to && (
        <Go to={act.to} className="s-button s-button-primary">
          {act.label}
        </Go>
      )}
      {act?.run && (
        <Button tone="primary" onClick={act.run}>
          {act.label}
        </Button>
      )}
    </div>
  );
}
