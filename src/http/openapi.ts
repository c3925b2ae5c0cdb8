import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { CommandContract } from '../contracts/command.ts';
import { type CommandType, commands } from '../contracts/commands.ts';
import { attachCommands } from '../contracts/files.ts';
import { permissions, roleWords } from '../contracts/permissions.ts';
import { problem, problemCodes } from '../contracts/problems.ts';

/**
 * Describes the API from the schemas that validate: OpenAPI 3.1 at /api/openapi.json, with a page to read and try it at
 * /api/docs. Register it before the routes.
 */
export async function registerOpenApi(app: FastifyInstance, limit: onRequestAsyncHookHandler): Promise<void> {
  const schemaRegistry = z.registry<{ id: string }>();
  schemaRegistry.add(problem, { id: 'Problem' });
  const toJsonSchema = createJsonSchemaTransform({ schemaRegistry });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Misty', version: '1', description },
      tags: [{ name: 'Commands' }, { name: 'Queries' }, { name: 'Sign-in' }, { name: 'Health' }],
      components: {
        securitySchemes: {
          cookie: {
            ...{ type: 'apiKey', in: 'cookie', name: 'misty_access' },
            description:
              'Over HTTPS with __Host- before it, and at a port of its own with that behind it: misty_access_8080.',
          },
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        },
      },
      security: [{ cookie: [] }, { bearer: [] }],
    },
    transform: (document) => {
      const { schema, url } = toJsonSchema(document as Parameters<typeof toJsonSchema>[0]);
      return { url, schema: withProblems(withCommandDetails(schema, url)) };
    },
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  await app.register(async (docs) => {
    docs.addHook('onRequest', limit);
    await docs.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      uiConfig: { docExpansion: 'none', tryItOutEnabled: true },
    });
  });
  app.get('/api/openapi.json', { schema: { hide: true }, onRequest: limit }, (_request, reply) => {
    reply.header('cache-control', 'no-cache').type('application/json').send(JSON.stringify(app.swagger()));
  });
}

const description = `Everything that happens in the shop is a command; everything on a screen is a query.

A command carries a new UUID as **Idempotency-Key**; sent again with the same one it is recorded once and answered alike.
Edits carry the version that was on screen as **If-Match**. What goes wrong is told as application/problem+json with one
of these codes: ${Object.entries(problemCodes)
  .map(([code, [status]]) => `${code} (${status})`)
  .join(', ')}.`;

/** All problems have one shape. */
function withProblems(schema: object): object {
  if (!('response' in schema)) return schema;
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return { ...schema, response: { ...(schema.response as object), default: { description: 'A problem', content } } };
}

/** Headers and examples that routes check by hand, so that a missing one is told in our words. */
function withCommandDetails(schema: object, url: string): object {
  const type = url.replace('/api/commands/', '');
  const contract: CommandContract | undefined = Object.hasOwn(commands, type)
    ? commands[type as CommandType]
    : undefined;
  if (!contract || !('body' in schema)) return schema;
  const roles = permissions[contract.permission].map((role) => roleWords[role]).join(', ');
  const headers = {
    type: 'object',
    properties: {
      'idempotency-key': { type: 'string', format: 'uuid', description: 'Id of the command, made by the sender.' },
      ...(contract.version === 'none'
        ? {}
        : { 'if-match': { type: 'string', examples: ['"7"'], description: 'The version that was on screen.' } }),
    },
    required: contract.version === 'required' ? ['idempotency-key', 'if-match'] : ['idempotency-key'],
  };
  // What comes with bytes is a form, with the payload in its first part.
  const example = Object.hasOwn(attachCommands, type) ? { command: contract.example } : contract.example;
  const body = { ...(schema.body as object), examples: [example] };
  return { ...schema, headers, body, description: `For: ${roles}.` };
}
