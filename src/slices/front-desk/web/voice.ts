import { useState } from 'react';
import { m } from '#messages';

/** In which languages the wall calls aloud beside its chime; `off` leaves the chime alone. */
export const voices = ['off', 'id', 'en', 'both'] as const;
export type Voice = (typeof voices)[number];

const key = 'serambi.frontDesk.wallVoice';

/** Kept for this screen: the lobby's, not a person's. */
export function useVoice(): [Voice, (voice: Voice) => void] {
  const [voice, setVoice] = useState<Voice>(() => {
    const stored = globalThis.localStorage?.getItem(key);
    return voices.find((one) => one === stored) ?? 'off';
  });
  return [
    voice,
    (next) => {
      globalThis.localStorage?.setItem(key, next);
      setVoice(next);
    },
  ];
}

/** A number as one says it: the letter, and the number without its leading zeros. */
export function spokenNumber(shown: string): string {
  return shown.replace(/^([A-Z]+)-0*(\d+)$/, (_, letters: string, number: string) => {
    return `${letters.split('').join(' ')} ${number}`;
  });
}

/** The installed voice of a language; undefined where the machine has none. */
export function voiceFor(language: 'id' | 'en'): SpeechSynthesisVoice | undefined {
  const installed = globalThis.speechSynthesis?.getVoices() ?? [];
  return installed.find((one) => one.lang.toLowerCase().replace('_', '-').split('-')[0] === language);
}

/** Says a call in the languages of the switch, one after the other; a language without a voice is passed over. */
export function say(call: { shown: string; room: string }, voice: Voice): void {
  const languages = voice === 'both' ? (['id', 'en'] as const) : voice === 'off' ? [] : [voice];
  for (const language of languages) {
    const installed = voiceFor(language);
    if (!installed) continue;
    const number = spokenNumber(call.shown);
    const words = call.room
      ? m.frontDesk_wall_say({ number, place: call.room }, { locale: language })
      : m.frontDesk_wall_sayNumber({ number }, { locale: language });
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = installed;
    utterance.lang = installed.lang;
    // a lobby is loud, and half of it is elderly
    utterance.rate = 0.9;
    speechSynthesis.speak(utterance);
  }
}
