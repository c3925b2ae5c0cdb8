import type { FastifySchemaCompiler } from 'fastify';
import * as z from 'zod/mini';
import { fieldErrors } from './field-errors.ts';
import { InvalidInput } from './problems.ts';

/** Checks bodies and parameters against the contracts. The parsed value is a fresh object with known fields only. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodMiniType> = ({ schema }) => {
  return (data: unknown) => {
    const parsed = z.safeParse(schema, data, { reportInput: true });
    if (parsed.success) return { value: parsed.data };
    return { error: new InvalidInput(fieldErrors(parsed.error.issues)) };
  };
};
