import type { ReactNode } from 'react';
import { m } from '#messages';
import { Big, SelfPage, Wrong } from './SelfPage.tsx';
import type { StepProps } from './step-types.ts';

/** One step: where she is, the question, on with it, and the way out that leaves nothing behind. */
export function StepPage(props: {
  step: StepProps;
  title: string;
  children?: ReactNode;
  wrong?: string | undefined;
  pending?: boolean;
  next?: string;
  onNext?: () => void;
}) {
  const { step, onNext } = props;
  return (
    <SelfPage
      title={props.title}
      foot={
        <Big tone="plain" onClick={step.onCancel}>
          {m.checkIn_cancel()}
        </Big>
      }
    >
      <p className="ci-soft">{step.place}</p>
      <form
        className="ci-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.pending) onNext?.();
        }}
      >
        {props.children}
        <Wrong words={props.wrong} />
        {onNext && (
          <Big tone="primary" submit pending={props.pending ?? false}>
            {props.next ?? m.checkIn_next()}
          </Big>
        )}
      </form>
    </SelfPage>
  );
}
