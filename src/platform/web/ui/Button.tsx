import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';

export interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** One `primary` on a screen, form or row: the next act. */
  tone?: 'primary' | 'quiet' | 'danger' | 'plain';
  /** The act is on its way; the button stays in place and keeps the focus. */
  pending?: boolean;
  disabled?: boolean;
  /** It says on the press why it does not act now; unlike `disabled` it can be reached. */
  off?: boolean;
  type?: 'button' | 'submit';
  icon?: ReactNode;
  /** The key that does the same, shown beside the words. */
  keys?: string;
  small?: boolean;
  tabIndex?: number;
  name?: string;
  /** In a dialog: has the focus when it opens, where the next act is this button. */
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button whose words name the act. */
export function Button(props: ButtonProps) {
  const { children, onClick, tone = 'quiet', pending, disabled, type = 'button', keys, small } = props;
  const icon = props.off ? <IconPlugConnectedX size={16} aria-hidden /> : props.icon;
  return (
    <button
      ref={props.ref}
      type={type}
      className={`s-button s-button-${tone}${small ? ' s-button-small' : ''}${props.off ? ' s-button-off' : ''}`}
      onClick={pending ? undefined : onClick}
      // Not `disabled` while pending: a disabled button would lose the focus.
      aria-disabled={pending || props.off || undefined}
      aria-busy={pending || undefined}
      disabled={disabled}
      tabIndex={props.tabIndex}
      name={props.name}
      data-autofocus={props.autoFocus || undefined}
    >
      {pending ? <span className="s-spinner" aria-hidden /> : icon}
      <span>{children}</span>
      {keys && <kbd aria-hidden>{keys}</kbd>}
    </button>
  );
}
