const needles = ['venipuncture', 'injectionIm', 'injectionSc', 'injectionId', 'vaccine'];
const others = [
  ...['capillaryPuncture', 'waivedTest', 'ecg', 'spirometry', 'woundCare', 'nebuliser'],
  ...['sutureRemoval', 'earIrrigation'],
];

/** Skills that are known whatever the clinic asks for: ways of doing an act that need to be shown one by one. */
export const knownSkills: readonly string[] = needles.map((one) => `orders.performInvasive/${one}`);

/** Skills by which the country's lists of orders tell one work from another: to choose from where one writes rules. */
export const listedSkills: readonly string[] = [
  ...knownSkills,
  ...others.map((one) => `orders.perform/${one}`),
];
