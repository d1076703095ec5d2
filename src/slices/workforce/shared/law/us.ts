import { asksNothing, type LawRule, type Needle, needle, type PlaceLaw } from './law-rule.ts';

const injections: readonly Needle[] = ['injectionIm', 'injectionSc', 'injectionId'];

/**
 * Where no state's own rules are kept: a medical assistant works under a licensed provider's delegation. Whether that
 * provider must be in the house differs by state, so both wait for the manager.
 */
export const unitedStates: PlaceLaw = {
  ...{ place: 'US', country: 'US', dataVersion: '2026-11' },
  rules: [
    { ...asksNothing, act: 'orders.performInvasive', on: false, supervision: 'onSite' },
    { ...asksNothing, act: 'orders.perform', on: false, supervision: 'indirect' },
  ],
};

const seenTenTimes = { minutes: 600, performances: 10 } as const;
const providerOnSite = { supervision: 'onSite', supervisor: 'prescriber' } as const;

/**
 * California, Business and Professions Code 2069 to 2071 and 16 CCR 1366 to 1366.4: ten hours of training each in injections
 * and in drawing blood, ten satisfactory performances of each kind, the provider on the premises (verify).
 */
export const california: PlaceLaw = {
  ...{ place: 'US-CA', country: 'US', dataVersion: '2026-11' },
  rules: [
    ...(['venipuncture', 'capillaryPuncture'] as const).map((skill) =>
      needle(skill, { ...seenTenTimes, ...providerOnSite, subject: 'bloodDraw' }),
    ),
    ...injections.map((skill) =>
      needle(skill, { ...seenTenTimes, ...providerOnSite, subject: 'injections' }),
    ),
    // a vaccine is an injection of one of these kinds: its hours are theirs
    needle('vaccine', { ...providerOnSite, subject: 'injections', minutes: 600 }),
  ],
};

const certified = 'MA-Certified (WA)';
const registered = 'MA-Registered (WA)';
const phlebotomist = 'MA-Phlebotomist (WA)';
const anyOf = (...credentials: string[]) => ({ credentials, supervision: 'onSite' as const });

/**
 * Washington, RCW 18.360: medical assistants hold a credential of the state, and which acts are theirs goes by its class
 * (verify).
 */
export const washington: PlaceLaw = {
  ...{ place: 'US-WA', country: 'US', dataVersion: '2026-11' },
  rules: [
    needle('venipuncture', anyOf(certified, phlebotomist)),
    needle('capillaryPuncture', anyOf(certified, phlebotomist, registered)),
    ...injections.map((skill) => needle(skill, anyOf(certified))),
    needle('vaccine', anyOf(certified, registered)),
    ...['vitals.record', 'orders.perform/ecg', 'orders.perform/waivedTest'].map(
      (act): LawRule => ({
        ...asksNothing,
        act,
        credentials: [certified, registered],
        supervision: 'indirect',
      }),
    ),
  ],
};

/** New York, guidance of the Office of the Professions: nobody without a licence gives drugs or vaccines (verify). */
export const newYork: PlaceLaw = {
  ...{ place: 'US-NY', country: 'US', dataVersion: '2026-11' },
  rules: [...injections, 'vaccine' as const].map((skill) => needle(skill, { forbidden: true })),
};
