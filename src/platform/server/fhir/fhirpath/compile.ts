import { isKindOf } from '../definitions.ts';
import { evaluateIif, itemFunctions, plainFunctions, typeFunction } from './functions.ts';
import {
  childrenNamed,
  type Environment,
  type Evaluate,
  type Item,
  NOTHING,
  plainValue,
  systemItem,
} from './items.ts';
import { operators } from './operators.ts';
import { type Expression, parseFhirPath } from './parse.ts';

const VARIABLES: Readonly<Record<string, (environment: Environment) => readonly Item[]>> = {
  resource: (environment) => [environment.resource],
  rootResource: (environment) => [environment.rootResource],
  context: (environment) => [environment.context],
  ucum: () => systemItem('http://unitsofmeasure.org'),
};

/**
 * Turns an expression of the R4 definitions into a function.
 *
 * @throws SyntaxError for a function, operator or variable that those definitions do not use
 */
export function compileFhirPath(source: string): Evaluate {
  return compile(parseFhirPath(source), source);
}

function compile(expression: Expression, source: string): Evaluate {
  switch (expression.kind) {
    case 'literal': {
      const literal = systemItem(expression.value);
      return () => literal;
    }
    case 'empty':
      return () => NOTHING;
    case 'this':
      return (focus) => focus;
    case 'variable':
      return (_, environment) => known(VARIABLES, expression.name, source)(environment);
    case 'member':
      return compileMember(expression, source);
    case 'index': {
      const target = compile(expression.target, source);
      const index = compile(expression.index, source);
      return (focus, environment) => {
        const at = Number(plainValue(index(focus, environment)[0]));
        return target(focus, environment).slice(at, at + 1);
      };
    }
    case 'binary': {
      const left = compile(expression.left, source);
      const right = compile(expression.right, source);
      const operator = known(operators, expression.operator, source);
      return (focus, environment) => operator(left(focus, environment), right(focus, environment));
    }
    case 'type': {
      const left = compile(expression.left, source);
      const apply = typeFunction(expression.operator, expression.typeName);
      return (focus, environment) => apply(left(focus, environment));
    }
    case 'call':
      return compileCall(expression, source);
  }
}

function known<Value>(table: Readonly<Record<string, Value>>, name: string, source: string): Value {
  const value = Object.hasOwn(table, name) ? table[name] : undefined;
  if (value === undefined) throw new SyntaxError(`${name} is not supported in FHIRPath: ${source}`);
  return value;
}

function compileMember(expression: Expression & { kind: 'member' }, source: string): Evaluate {
  const { name } = expression;
  if (expression.target) {
    const target = compile(expression.target, source);
    return (focus, environment) => membersOf(target(focus, environment), name);
  }
  // `Appointment.status` written inside an Appointment starts at the resource itself.
  if (/^[A-Z]/.test(name)) return (focus) => focus.filter((item) => isKindOf(item.type, name));
  return (focus) => membersOf(focus, name);
}

function membersOf(items: readonly Item[], name: string): readonly Item[] {
  const [only] = items;
  if (!only) return NOTHING;
  return items.length === 1
    ? childrenNamed(only, name)
    : items.flatMap((item) => [...childrenNamed(item, name)]);
}

function compileCall(expression: Expression & { kind: 'call' }, source: string): Evaluate {
  const { name, args } = expression;
  const target: Evaluate = expression.target ? compile(expression.target, source) : (focus) => focus;
  if (name === 'is' || name === 'as' || name === 'ofType') {
    const [type] = args;
    if (type?.kind !== 'member') throw new SyntaxError(`${name}() needs a type in FHIRPath: ${source}`);
    const apply = typeFunction(name, type.name);
    return (focus, environment) => apply(target(focus, environment));
  }
  const compiled = args.map((argument) => compile(argument, source));
  if (name === 'iif')
    return (focus, environment) => evaluateIif(compiled, target(focus, environment), environment);
  const [each] = compiled;
  if (name === 'exists' && !each)
    return (focus, environment) => systemItem(target(focus, environment).length > 0);
  if (each && Object.hasOwn(itemFunctions, name)) {
    const apply = known(itemFunctions, name, source);
    return (focus, environment) => apply(target(focus, environment), (item) => each([item], environment));
  }
  const apply = known(plainFunctions, name, source);
  return (focus, environment) =>
    apply(
      target(focus, environment),
      compiled.map((argument) => argument(focus, environment)),
    );
}
