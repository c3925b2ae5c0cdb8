import multipart, { type MultipartFile, type MultipartValue } from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { readerOf, requirePermission, requireSession } from '../auth/plugin.ts';
import { type CommandAccepted, commandAccepted } from '../contracts/command.ts';
import type { CommandPayload } from '../contracts/commands.ts';
import {
  FILE_BYTES_MAX,
  fileEndings,
  fileKindWords,
  fileTypeOf,
  isImage,
  notKept,
  PREVIEW_BYTES_MAX,
  tooLargeToKeep,
} from '../contracts/file-types.ts';
import { type AttachCommandType, type AttachedFile, attachCommands, type RecordFiles } from '../contracts/files.ts';
import { id } from '../contracts/primitives.ts';
import { type ReadModelAccess, readModelAccess } from '../contracts/read-model-access.ts';
import type { FileStore, Received } from '../files/file-store.ts';
import { type CommandRoutesOptions, give, readHeaders, told } from './commands.ts';
import { fieldErrors } from './field-errors.ts';
import { HttpProblem, InvalidInput } from './problems.ts';
import { after, isStale, notHere, rowId } from './queries.ts';

export interface FileRoutesOptions extends CommandRoutesOptions {
  readonly files: FileStore;
}

/** The read models of files: whoever may read the row may read the bytes. */
const models = ['order-files', 'stock-files', 'leave-files'] as const;

/** A command without its bytes is far smaller. */
const COMMAND_BYTES_MAX = 16 * 1024;

export async function addFileRoutes(app: FastifyInstance, options: FileRoutesOptions): Promise<void> {
  for (const model of models) addBytesRoutes(app, model, options);
  // In a scope of its own: no other route reads forms.
  await app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fields: 1, files: 2, parts: 3, fieldSize: COMMAND_BYTES_MAX, fileSize: FILE_BYTES_MAX + 1 },
    });
    for (const type of Object.keys(attachCommands) as AttachCommandType[]) addAttachRoute(scope, type, options);
  });
}

/** POST /api/commands/Attach…: the bytes are durable before the command is decided. */
function addAttachRoute(app: FastifyInstance, type: AttachCommandType, options: FileRoutesOptions): void {
  const contract = attachCommands[type];
  app.post(
    `/api/commands/${type}`,
    {
      onRequest: options.limits.commands,
      preParsing: [requirePermission(contract.permission), readHeaders(contract)],
      // It is read part by part, below.
      validatorCompiler: () => (data: unknown) => ({ value: data }),
      schema: {
        tags: ['Commands'],
        operationId: type,
        summary: contract.summary,
        consumes: ['multipart/form-data'],
        body: z.object({ command: contract.payload, file: z.file(), preview: z.optional(z.file()) }),
        response: { 200: commandAccepted },
      },
    },
    async (request, reply): Promise<CommandAccepted> => {
      const form: Form = { command: undefined, file: undefined, preview: undefined };
      const received: Received[] = [];
      try {
        await orNotWhole(readForm(request, options.files, form, received));
        const payload = parse(type, form.command);
        requireAsSaid(payload, form);
        // From here on an event may name them.
        for (const one of received) await one.keep();
        const takeBack = async () => {
          for (const one of received) await one.takeBack();
        };
        return told(reply, await give(request, reply, { type, payload }, options, takeBack));
      } catch (error) {
        throw inWords(error);
      } finally {
        for (const one of received) await one.drop();
      }
    },
  );
}

interface Form {
  command: string | undefined;
  file: Received | undefined;
  preview: Received | undefined;
}

async function readForm(request: FastifyRequest, files: FileStore, form: Form, received: Received[]): Promise<void> {
  if (!request.isMultipart()) {
    throw invalid('file', 'is missing: send multipart/form-data with the parts command and file');
  }
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'command') form.command = textOf(part);
      continue;
    }
    const most = part.fieldname === 'preview' ? PREVIEW_BYTES_MAX : FILE_BYTES_MAX;
    const one = await files.receive(part.file, most);
    if (one === undefined) throw tooLarge(part);
    received.push(one);
    if (part.fieldname === 'file') form.file = one;
    else if (part.fieldname === 'preview') form.preview = one;
    else throw invalid(part.fieldname.slice(0, 80), 'is not a part that is known here');
  }
}

function textOf({ value, valueTruncated }: MultipartValue): string {
  if (valueTruncated || typeof value !== 'string') throw invalid('command', 'must be the payload as JSON text');
  return value;
}

function tooLarge({ fieldname }: MultipartFile): HttpProblem {
  if (fieldname === 'preview') return invalid('preview', `must be at most ${PREVIEW_BYTES_MAX} bytes`);
  return new HttpProblem('too-large', tooLargeToKeep);
}

type Payload = CommandPayload<AttachCommandType>;

function parse(type: AttachCommandType, text: string | undefined): Payload {
  if (text === undefined) throw invalid('command', 'is missing');
  let command: unknown;
  try {
    command = JSON.parse(text);
  } catch {
    throw invalid('command', 'is not valid JSON');
  }
  const parsed = z.safeParse(attachCommands[type].payload, command, { reportInput: true });
  if (!parsed.success) throw new InvalidInput(fieldErrors(parsed.error.issues));
  return parsed.data;
}

/** What came is what the command says, and what it is by its bytes is kept here. */
function requireAsSaid({ sha256, bytes, type, preview }: Payload, form: Form): void {
  const { file } = form;
  if (file === undefined) throw invalid('file', 'is missing');
  const sniffed = fileTypeOf(file.start);
  if (sniffed === undefined || sniffed === 'image/heic') throw new HttpProblem('file-refused', notKept);
  if (sniffed !== type) throw invalid('type', `must be ${sniffed}: that is what the bytes are`);
  if (file.sha256 !== sha256 || file.bytes !== bytes) throw invalid('file', 'did not arrive as it was sent');
  if ((preview === undefined) !== (form.preview === undefined)) {
    throw invalid('preview', preview === undefined ? 'is not named by the command' : 'is missing');
  }
  if (preview === undefined || form.preview === undefined) return;
  const small = fileTypeOf(form.preview.start);
  if (small !== 'image/jpeg') throw invalid('preview', 'must be a JPEG');
  if (form.preview.sha256 !== preview.sha256 || form.preview.bytes !== preview.bytes) {
    throw invalid('preview', 'did not arrive as it was sent');
  }
}

/** What goes wrong with the form or with the disk. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof HttpProblem) return error;
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new HttpProblem(
        'not-ready',
        'The server has no room left for files. It is sent again by itself; tell the person who runs Misty.',
        { retryAfterSeconds: 60 },
      );
    case 'FST_PARTS_LIMIT':
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return invalid('body', 'has more parts than command, file and preview');
    case 'FST_PROTO_VIOLATION':
    case 'FST_PREMATURE_CLOSE':
      return invalid('body', 'is not a whole form');
    case 'FST_INVALID_JSON_FIELD_ERROR':
      return invalid('command', 'must be sent as text');
    default:
      return error;
  }
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}

/** The parser's own words are for programmers, and carry no code. */
async function orNotWhole(reading: Promise<void>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    const byParser = error instanceof Error && !(error instanceof HttpProblem) && codeOf(error) === undefined;
    throw byParser ? invalid('body', 'is not a whole form') : error;
  }
}

function invalid(path: string, message: string): InvalidInput {
  return new InvalidInput([{ path, message }]);
}

/** GET /api/<model>/<record>/<file>, and its small picture: for those who may read the record's files. */
function addBytesRoutes(app: FastifyInstance, model: (typeof models)[number], options: FileRoutesOptions): void {
  const { limits, readModels, reaches, files } = options;
  const { permission, own }: ReadModelAccess = readModelAccess[model];
  const addRoute = (ending: string, summary: string, send: (file: AttachedFile, reply: FastifyReply) => unknown) =>
    app.get(
      `/api/${model}/:id/:fileId${ending}`,
      {
        onRequest: limits.queries,
        preParsing: requirePermission(permission),
        schema: {
          tags: ['Queries'],
          summary,
          params: z.object({ id: rowId, fileId: id }),
          querystring: z.strictObject({ after }),
        },
      },
      async (request, reply) => {
        const { id: record, fileId } = request.params as { id: string; fileId: string };
        await isStale(readModels, (request.query as { after?: number }).after, model);
        const reader = readerOf(requireSession(request));
        const whose = own === undefined ? 'everyone' : await reaches.of(reader, own);
        const row = (await readModels.one(model, record, whose)) as RecordFiles | undefined;
        const file = row?.files.find((one) => one.fileId === fileId && one.removed === undefined);
        if (file === undefined) throw notHere('file');
        return await send(file, reply);
      },
    );
  addRoute('', `The bytes of one file: ${model}`, async (file, reply) => {
    const bytes = await files.read(file);
    if (bytes === undefined) throw unreadable(nameOf(file));
    return safely(reply, `${nameOf(file)}.${fileEndings[file.type]}`)
      .type(file.type)
      .send(bytes);
  });
  addRoute('/preview', `A small picture of one file: ${model}`, async (file, reply) => {
    if (file.preview === undefined || !isImage(file.type)) throw notHere('picture');
    const bytes = await files.read(file.preview);
    if (bytes === undefined) throw unreadable(nameOf(file));
    return safely(reply, 'preview.jpg').type('image/jpeg').send(bytes);
  });
}

function nameOf({ name, kind }: AttachedFile): string {
  return name ?? fileKindWords[kind];
}

/** Whatever somebody has put into a file: it never becomes a page of ours, and no browser keeps it. */
function safely(reply: FastifyReply, name: string): FastifyReply {
  const plain = name.replace(/[^\w .-]/g, '_');
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
}

function unreadable(name: string): HttpProblem {
  return new HttpProblem(
    'file-unreadable',
    `${name} is on record, but its bytes are missing or were changed. Tell the person who runs Misty: "misty doctor" says more, and a backup brings them back.`,
  );
}
