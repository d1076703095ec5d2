import { type ReactNode, useEffect, useRef } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';

/** One of the three questions. Its heading takes the focus, so that it is read out from its start. */
export function Step(props: { step: 1 | 2 | 3; title: string; children: ReactNode; onBack?: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { step } = props;
  useEffect(() => {
    if (step > 1) heading.current?.focus();
  }, [step]);
  return (
    <section className="sb-step">
      <p className="sb-soft">{m.selfBooking_page_step({ step })}</p>
      <h2 ref={heading} tabIndex={-1}>
        {props.title}
      </h2>
      {props.children}
      {props.onBack && (
        <div className="sb-acts">
          <Button tone="plain" onClick={props.onBack}>
            {m.selfBooking_page_back()}
          </Button>
        </div>
      )}
    </section>
  );
}
