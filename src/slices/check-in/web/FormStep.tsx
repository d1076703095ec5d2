import { useState } from 'react';
import { m } from '#messages';
import type { Steps } from '../contract.ts';
import { Big, Field } from './SelfPage.tsx';
import type { StepProps } from './step-types.ts';
import { SignaturePad } from './SignaturePad.tsx';
import { StepPage } from './StepPage.tsx';

/** One paper: its text and version in its own language, and a signature that is drawn or typed. */
export function FormStep(step: StepProps & { form: Steps['forms'][number] }) {
  const { form, given } = step;
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState(given.signer.name ?? '');
  const [drawn, setDrawn] = useState('');
  const [wrong, setWrong] = useState<string>();
  const { code, version, language } = form;
  const decide = (decision: 'signed' | 'refused', signature?: string) =>
    step.onNext({
      consents: [...given.consents, { code, version, language, decision, ...(signature && { signature }) }],
      ...(typing && typed.trim() && { signer: { ...given.signer, name: typed.trim() } }),
    });
  const sign = () => {
    if (typing ? !typed.trim() : !drawn) return setWrong(m.checkIn_form_needed());
    decide('signed', typing ? undefined : drawn);
  };
  return (
    <StepPage step={step} title={form.title} wrong={wrong} next={m.checkIn_form_agree()} onNext={sign}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the arrow keys */}
      <div className="ci-text" lang={language} tabIndex={0} role="region" aria-label={m.checkIn_form_read()}>
        <p>{form.body}</p>
        <p className="ci-soft">{m.checkIn_form_version({ version })}</p>
      </div>
      {typing ? (
        <Field label={m.checkIn_form_typed()} name="signature" value={typed} onChange={setTyped} />
      ) : (
        <SignaturePad onSigned={setDrawn} />
      )}
      <Big tone="plain" onClick={() => setTyping(!typing)}>
        {typing ? m.checkIn_form_draw() : m.checkIn_form_type()}
      </Big>
      {form.mayRefuse && <Big onClick={() => decide('refused')}>{m.checkIn_form_refuse()}</Big>}
    </StepPage>
  );
}
