import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../support/content';

/** Checks cards against the types of `@microsoft/teams.cards`: each is written out as a literal of that type and compiled. */
export function typeErrors(cards: readonly unknown[]): string[] {
  const name = join(root, 'test', 'adaptiveCards', 'cards.generated.ts');
  const literals = cards.map(
    (c, i) => `export const card${i}: IAdaptiveCard = ${JSON.stringify(c)};`,
  );
  const text = [`import type { IAdaptiveCard } from '@microsoft/teams.cards';`, ...literals].join(
    '\n',
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node20,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, ...rest) =>
    file === name
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, file, ...rest);
  host.fileExists = (file) => file === name || fileExists.call(host, file);
  host.readFile = (file) => (file === name ? text : readFile.call(host, file));
  const program = ts.createProgram([name], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(name))
    .map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'));
}
