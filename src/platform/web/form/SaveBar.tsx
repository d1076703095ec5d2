import { IconPlugConnectedX } from '@tabler/icons-react';
import { m } from '#messages';
import { useAway } from '../client/reach.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import type { FormState } from './use-form.tsx';

/** The foot of a form: what is wrong as a whole, and the one button that saves. Stays in view while the form scrolls. */
export function SaveBar<Values, Output>(props: {
  form: FormState<Values, Output>;
  /** Names the act ("Book"); "Save" otherwise. */
  label?: string;
  onCancel?: () => void;
  disabled?: boolean;
}) {
  const { form } = props;
  const away = useAway();
  const wrongFields = form.wrongCount > 0;
  return (
    <div className="s-savebar">
      {wrongFields ? (
        <p className="s-savebar-wrong" role="alert">
          {m.web_form_wrong({ count: form.wrongCount })}
        </p>
      ) : (
        <Problem problem={form.problem} onRetry={() => void form.submit()} />
      )}
      {form.restored && (
        <p className="s-savebar-draft">
          {m.web_form_restored()}{' '}
          <button type="button" className="s-link" onClick={form.discard}>
            {m.web_form_discard()}
          </button>
        </p>
      )}
      {away && (
        <p className="s-savebar-away" role="status">
          <IconPlugConnectedX size={18} aria-hidden /> {m.web_form_away()}
        </p>
      )}
      <div className="s-savebar-acts">
        {props.onCancel && <Button onClick={props.onCancel}>{m.web_cancel()}</Button>}
        <Button
          type="submit"
          tone="primary"
          pending={form.pending}
          disabled={away || (props.disabled ?? false)}
          keys="Ctrl ↵"
        >
          {props.label ?? m.web_save()}
        </Button>
      </div>
    </div>
  );
}
