import type { AskedOfAct } from '../contract.ts';

const needles: Record<string, AskedOfAct['label']> = {
  venipuncture: { en: 'venipuncture', id: 'pengambilan darah vena' },
  injectionIm: { en: 'intramuscular injection', id: 'injeksi intramuskular' },
  injectionSc: { en: 'subcutaneous injection', id: 'injeksi subkutan' },
  injectionId: { en: 'intradermal injection', id: 'injeksi intradermal' },
  vaccine: { en: 'giving vaccines', id: 'pemberian vaksin' },
};

/** Skills that are known whatever the clinic asks for: ways of doing an act that need to be shown one by one. */
export const knownSkills: readonly string[] = Object.keys(needles).map(
  (one) => `orders.performInvasive/${one}`,
);

/**
 * What a clinic of the US is taken to ask of those without a licence before they use a needle: that they have shown it,
 * and somebody licensed in the house. California asks for ten hours of training and ten witnessed performances each,
 * which is the competency's own matter. An Indonesian assistant holds none of these acts at all.
 */
const american: readonly AskedOfAct[] = Object.entries(needles).map(([competency, label]) => ({
  ...{ act: `orders.performInvasive/${competency}`, role: null, competency, label },
  ...{ credentials: [], supervision: 'onSite', delegation: false, coSign: false },
}));

/** @param country ISO 3166 alpha-2 */
export function defaultTerms(country: string): readonly AskedOfAct[] {
  return country === 'US' ? american : [];
}
