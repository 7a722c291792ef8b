import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { bundle, createConfig } from '@redocly/openapi-core';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';

/** Where the description stands. */
export const description = fileURLToPath(
  new URL('../../../demo/access-server/openapi.yaml', import.meta.url),
);

interface Content {
  readonly schema: AnySchemaObject;
}
interface Described {
  readonly headers?: Readonly<
    Record<string, { readonly required?: boolean; readonly schema: AnySchemaObject }>
  >;
  readonly content?: Readonly<Record<string, Content>>;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Described>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Checks real answers against the OpenAPI description, and remembers which of its answers were seen. */
export class Contract {
  readonly #paths: Paths;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #compiled = new Map<AnySchemaObject, ValidateFunction>();
  readonly seen = new Set<string>();

  private constructor(paths: Paths) {
    this.#paths = paths;
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
    this.#ajv.addFormat('date-time', { validate: (text: string) => time.test(text) });
    this.#ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
    this.#ajv.addFormat('uri-reference', { validate: (text: string) => URL.canParse(text, 'http://a') });
  }

  static async load(): Promise<Contract> {
    const config = await createConfig({ extends: [] });
    const { bundle: document } = await bundle({ ref: description, config, dereference: true });
    return new Contract((document.parsed as { paths: Paths }).paths);
  }

  /** Every answer that is described, as `POST /api/visio 200`. */
  get described(): readonly string[] {
    return Object.entries(this.#paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, operation]) =>
        Object.keys(operation.responses ?? {}).map((status) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
  }

  /** Whether the description takes this for a request. */
  accepts(path: string, body: unknown): boolean {
    const schema = this.#paths[path]?.post?.requestBody?.content['application/json']?.schema;
    assert.ok(schema);
    return this.#validator(schema)(body) === true;
  }

  /** @throws AssertionError when the answer is not as described; answers of undescribed methods and addresses pass */
  check(method: string, pathname: string, response: Response, body: unknown): void {
    const entry = Object.entries(this.#paths).find(([path]) =>
      new RegExp(`^${path.replace('{room}', '[^/]+')}$`).test(pathname),
    );
    const operation = entry?.[1][method.toLowerCase()];
    if (!entry || !operation) return;
    const name = `${method} ${entry[0]} ${response.status}`;
    const described = operation.responses[String(response.status)];
    assert.ok(described, `${name} is not described: ${JSON.stringify(body)}`);
    this.seen.add(name);
    for (const [header, { required, schema }] of Object.entries(described.headers ?? {})) {
      const value = response.headers.get(header);
      if (required) assert.ok(value !== null, `${name}: no ${header}`);
      if (value !== null) this.#assertValid(schema, value, `${name}, ${header}`);
    }
    const type = response.headers.get('Content-Type') ?? '';
    if (response.status === 204) return;
    const content = described.content?.[type];
    assert.ok(content, `${name}: ${type} is not described`);
    this.#assertValid(content.schema, body, name);
  }

  #assertValid(schema: AnySchemaObject, value: unknown, name: string): void {
    const validate = this.#validator(schema);
    assert.ok(
      validate(value),
      `${name}: ${this.#ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`,
    );
  }

  #validator(schema: AnySchemaObject): ValidateFunction {
    const validate = this.#compiled.get(schema) ?? this.#ajv.compile(schema);
    this.#compiled.set(schema, validate);
    return validate;
  }
}
