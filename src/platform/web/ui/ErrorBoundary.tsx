import { Component, type ReactNode } from 'react';
import { m } from '#messages';
import { Button } from './Button.tsx';

interface BoundaryProps {
  children: ReactNode;
  /** Before it is drawn again. */
  onAgain?: () => void;
}

/** Keeps a fault of one screen or slot entry to itself, and offers to draw it again. */
export class ErrorBoundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="s-problem" role="alert">
        <p>{m.web_screen_failed()}</p>
        <Button
          onClick={() => {
            this.props.onAgain?.();
            this.setState({ failed: false });
          }}
        >
          {m.web_screen_again()}
        </Button>
      </div>
    );
  }
}
