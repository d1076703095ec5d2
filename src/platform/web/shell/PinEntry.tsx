import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { NumberPad } from '../ui/NumberPad.tsx';
import { Problem } from '../ui/Problem.tsx';
import { lookAgain } from './session.ts';

/** A PIN of four to eight digits, by keyboard or by touch. A wrong one is cleared at once, ready for the next. */
export function PinEntry(props: { name: string; open: (pin: string) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => input.current?.focus(), []);
  const type = (text: string) => setPin(text.replace(/\D/g, '').slice(0, 8));
  const submit = async () => {
    if (pending || pin.length < 4) return;
    setPending(true);
    setProblem(undefined);
    try {
      await props.open(pin);
    } catch (error) {
      setProblem(error);
      void lookAgain(error);
      setPin('');
      setPending(false);
    }
  };
  return (
    <form
      className="s-pin"
      aria-label={m.web_lock_pinOf({ name: props.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label htmlFor="pin">{m.web_lock_pinOf({ name: props.name })}</label>
      <input
        id="pin"
        ref={input}
        type="password"
        inputMode="none"
        autoComplete="off"
        value={pin}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Problem problem={problem} keepFocus />
      <NumberPad onDigit={(digit) => type(pin + digit)} onErase={() => setPin(pin.slice(0, -1))} />
      <Button type="submit" tone="primary" pending={pending} disabled={pin.length < 4}>
        {m.web_lock_open()}
      </Button>
    </form>
  );
}
