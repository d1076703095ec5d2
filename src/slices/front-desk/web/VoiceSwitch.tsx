import { useSyncExternalStore } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { type Voice, voiceFor, voices } from './voice.ts';

/** What the wall says aloud; a language for which this machine has no voice says so. The press itself lets the browser sound. */
export function VoiceSwitch(props: { value: Voice; onChange: (voice: Voice) => void }) {
  // voices come in after the page, and tell it
  useSyncExternalStore(onVoices, installed);
  const missing = (['id', 'en'] as const).filter(
    (language) => (props.value === language || props.value === 'both') && !voiceFor(language),
  );
  return (
    <div className="fd-wall-voice">
      <FieldChips
        label={m.frontDesk_wall_voice()}
        value={props.value}
        onChange={(value) => props.onChange(voices.find((one) => one === value) ?? 'off')}
        options={voices.map((value) => ({ value, label: voiceWords[value]() }))}
      />
      {missing.map((language) => (
        <p key={language} role="status">
          {m.frontDesk_wall_noVoice({ language: voiceWords[language]() })}
        </p>
      ))}
    </div>
  );
}

const voiceWords: Record<Voice, () => string> = {
  off: m.frontDesk_wall_voiceOff,
  id: m.frontDesk_wall_voiceId,
  en: m.frontDesk_wall_voiceEn,
  both: m.frontDesk_wall_voiceBoth,
};

function onVoices(watcher: () => void): () => void {
  const speech = globalThis.speechSynthesis;
  speech?.addEventListener?.('voiceschanged', watcher);
  return () => speech?.removeEventListener?.('voiceschanged', watcher);
}

function installed(): number {
  return globalThis.speechSynthesis?.getVoices().length ?? 0;
}
