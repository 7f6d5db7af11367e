import { readFileSync } from 'node:fs';
import { Language, Parser, type Node } from 'web-tree-sitter';

/** A Bicep file, read as far as a grammar reads it: no type is checked. */
export interface BicepFile {
  readonly problems: readonly string[];
  readonly params: ReadonlyMap<string, Param>;
  readonly resources: readonly Resource[];
  readonly modules: readonly Resource[];
  readonly outputs: ReadonlyMap<string, string>;
  /** Names that are used but declared nowhere in the file. */
  readonly unknown: readonly string[];
}

export interface Param {
  readonly required: boolean;
  readonly secure: boolean;
  /** The default, where it is plain words. */
  readonly words: string | undefined;
}

/** A resource or a module: its type or path, and its values by path (`properties.sku.name`, `subnets.0.name`). */
export interface Resource {
  readonly name: string;
  readonly of: string;
  readonly values: ReadonlyMap<string, string>;
}

/** @returns what reads the text of a Bicep file. */
export async function bicepReader(): Promise<(text: string) => BicepFile> {
  await Parser.init();
  const parser = new Parser();
  const grammar = readFileSync(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'));
  parser.setLanguage(await Language.load(grammar));
  return (text) => {
    const tree = parser.parse(text);
    if (!tree) throw new Error('not parsed');
    return fileOf(tree.rootNode);
  };
}

function fileOf(root: Node): BicepFile {
  const declared = (kind: string) => root.namedChildren.filter((n) => n.type === kind);
  const nameOf = (node: Node) => node.namedChildren.find((c) => c.type === 'identifier')!.text;
  const resourceOf = (node: Node): Resource => {
    const values = new Map<string, string>();
    collect(node.namedChildren.at(-1)!, '', values);
    const of = node.namedChildren.find((c) => c.type === 'string')!;
    return { name: nameOf(node), of: words(of)!, values };
  };
  return {
    problems: everyNode(root)
      .filter((n) => n.isError || n.isMissing)
      .map((n) => `line ${n.startPosition.row + 1}`),
    params: new Map(declared('parameter_declaration').map((n) => [nameOf(n), paramOf(n)] as const)),
    resources: declared('resource_declaration').map(resourceOf),
    modules: declared('module_declaration').map(resourceOf),
    outputs: new Map(
      declared('output_declaration').map((n) => [nameOf(n), n.namedChildren.at(-1)!.text]),
    ),
    unknown: unknownNames(root),
  };
}

function paramOf(node: Node): Param {
  const value = node.namedChildren.slice(2).at(-1);
  const before = node.parent!.namedChildren.filter((n) => n.endIndex <= node.startIndex).at(-1);
  const decorators = before?.type === 'decorators' ? before.text : '';
  return {
    required: value === undefined,
    secure: decorators.includes('@secure()'),
    words: value && words(value),
  };
}

/** The words between quotation marks; undefined where something is put into them. */
export function words(node: Node): string | undefined {
  if (node.type !== 'string') return undefined;
  return node.namedChildren.some((c) => c.type === 'interpolation')
    ? undefined
    : node.text.slice(1, -1);
}

function collect(node: Node, path: string, values: Map<string, string>): void {
  const at = (key: string | number) => (path ? `${path}.${key}` : String(key));
  if (node.namedChildren.length === 0) values.set(path, node.text);
  else if (node.type === 'object')
    for (const property of node.namedChildren.filter((c) => c.type === 'object_property')) {
      const [key, value] = property.namedChildren;
      if (key && value) collect(value, at(key.text), values);
    }
  else if (node.type === 'array')
    node.namedChildren
      .filter((c) => c.type !== 'comment')
      .forEach((child, i) => collect(child, at(i), values));
  else values.set(path, node.text);
}

function unknownNames(root: Node): string[] {
  const known = new Set(
    root.namedChildren
      .filter((n) => n.type.endsWith('_declaration') && n.type !== 'output_declaration')
      .flatMap((n) => n.namedChildren.find((c) => c.type === 'identifier')?.text ?? []),
  );
  return everyNode(root)
    .filter((n) => n.type === 'identifier' && isUse(n) && !known.has(n.text))
    .map((n) => n.text);
}

/** Whether an identifier stands for a value, rather than naming a declaration, a property or a function. */
function isUse(node: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent.type.endsWith('_declaration')) return parent.namedChildren.at(-1)!.equals(node);
  if (parent.type === 'call_expression') return false;
  return !(parent.type === 'object_property' && parent.namedChildren[0]!.equals(node));
}

function everyNode(root: Node): Node[] {
  const children = root.children.flatMap((child) => everyNode(child));
  return [root, ...children];
}
