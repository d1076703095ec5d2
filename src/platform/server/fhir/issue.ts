/** IssueType codes of R4 that this layer uses (http://hl7.org/fhir/R4/valueset-issue-type.html). */
export type IssueCode = 'structure' | 'required' | 'value' | 'invariant' | 'code-invalid' | 'business-rule' | 'too-costly' | 'security';

/** One finding about a resource. It holds no value of the resource, so that it may be logged. */
export interface Issue {
  severity: 'error' | 'warning';
  code: IssueCode;
  /** FHIRPath of the place (`Patient.name[0].given[1]`); empty when the text could not be read at all. */
  expression: string;
  /** Key of the words in `messages/{en,id}.json`. */
  key: string;
  /** What fills the placeholders of the words. */
  params: Readonly<Record<string, string | number>>;
}
