const needles = ['venipuncture', 'injectionIm', 'injectionSc', 'injectionId', 'vaccine'];

/** Skills that are known whatever the clinic asks for: ways of doing an act that need to be shown one by one. */
export const knownSkills: readonly string[] = needles.map((one) => `orders.performInvasive/${one}`);
