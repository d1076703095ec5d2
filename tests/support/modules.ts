import { cruise, type ICruiseResult } from 'dependency-cruiser';

/** One source file and what it imports, paths relative to the project. Type imports count like others. */
export interface Module {
  file: string;
  /** Resolved files of ours and the specifiers that led to them; packages by their name. */
  imports: { to: string; as: string; ring: string[] }[];
}

/** Reads every import of `src` with a real parser; `root` is a project folder of this shape. */
export async function readModules(root: string): Promise<Module[]> {
  const { output } = await cruise(
    ['src'],
    {
      baseDir: root,
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^src/generated' },
    },
    {
      conditionNames: ['import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  );
  return (output as ICruiseResult).modules
    .filter((one) => one.source.startsWith('src/'))
    .map((one) => ({
      file: one.source,
      imports: one.dependencies.map(({ resolved, module, cycle }) => ({
        to: resolved,
        as: module,
        ring: (cycle ?? []).map((step) => (typeof step === 'string' ? step : step.name)),
      })),
    }));
}
