import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { reference } from '../reference';
import type { Asked } from './server';

interface Operation {
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
}

/**
 * Says what a request to a desk has against the desk's published description. A description that is not here says
 * nothing; `present` tells.
 */
export function described(name: string): {
  readonly present: boolean;
  violations(asked: Asked): string[];
} {
  const { file, present } = reference(`service-desk/openapi/${name}.json`);
  if (!present) return { present, violations: () => [] };
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
    components?: object;
  };
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'desk', components: document.components ?? {} });
  const paths = Object.entries(document.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    operations,
  }));
  return {
    present,
    violations: ({ method, path, body }) => {
      const where = `${method} ${path}`;
      const operation = paths.find((p) => p.pattern.test(path))?.operations[method.toLowerCase()];
      if (!operation) return [];
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (!schema) return body === undefined ? [] : [`${where} takes no body`];
      const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"desk#/')) as object;
      const check = ajv.compile(local);
      return check(body)
        ? []
        : (check.errors ?? []).map(
            (e) => `${where} ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`,
          );
    },
  };
}
