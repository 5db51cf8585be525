/**
 * Multipart forms (RFC 7578) as they arrive: fields as text, files as streams, nothing kept on disk.
 *
 * The parser is @fastify/busboy; it sees every part as a file, since it would replace what is not UTF-8 in a
 * field without a word, and cut a file at its limit without an error. A file that nobody reads is drained,
 * or the parts behind it would never come. A file name is a label, never a path: store under your own.
 */
import { addField, type FormFields } from './body-parsers.ts'
import { refuseBody, type BodySource } from './body.ts'
import { parseContentType, unsupportedType } from './content-type.ts'
import { HttpError } from './http-error.ts'
import { MultipartReader, multipartInvalid, type IncomingPart } from './multipart-reader.ts'
import type { RequestHead } from './reply.ts'

export interface MultipartOptions {
  /** Fields and files together; 100 when not given. */
  readonly maxParts?: number
  /** Bytes of a field; 1 MiB when not given. */
  readonly maxFieldBytes?: number
  /** Bytes of a file; 10 MiB when not given. */
  readonly maxFileBytes?: number
  /** Bytes of the whole body; 20 MiB when not given. */
  readonly limitBytes?: number
  /** Milliseconds without a single byte until the upload is given up; 30,000 when not given. */
  readonly idleTimeoutMs?: number
}

export interface MultipartField {
  readonly kind: 'field'
  readonly name: string
  readonly value: string
}

export interface MultipartFile {
  readonly kind: 'file'
  readonly name: string
  /** The last segment of the name on the client's disk, without control characters; `file` if nothing is left. */
  readonly fileName: string
  /** What the client claims, in lower case; not what the bytes are. */
  readonly type: string
  /** The bytes, once, before the next part is asked for. Throws 413 `file-too-large` at the limit. */
  readonly body: AsyncIterable<Uint8Array>
}

export type MultipartPart = MultipartField | MultipartFile

/** A small file in memory. */
export interface UploadedFile {
  readonly fileName: string
  readonly type: string
  readonly bytes: Buffer
}

export interface MultipartForm {
  readonly fields: FormFields
  readonly files: Record<string, UploadedFile | UploadedFile[]>
}

const DEFAULTS = {
  maxParts: 100,
  maxFieldBytes: 1_048_576,
  maxFileBytes: 10_485_760,
  limitBytes: 20_971_520,
  idleTimeoutMs: 30_000,
} as const
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/ // RFC 2046 section 5.1.1
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The parts in their order; one without a chosen file (an empty name) is left out. Throws HttpError 415
 * `content-type-unsupported`; 400 `multipart-invalid`, `charset-invalid`, `request-aborted`; 413 `too-many-parts`,
 * `field-too-large`, `file-too-large`, `body-too-large`; 408 `body-timeout`.
 */
export async function* parseMultipart(
  source: BodySource | null,
  request: Pick<RequestHead, 'header'>,
  options: MultipartOptions = {},
): AsyncGenerator<MultipartPart, void, undefined> {
  const limits = { ...DEFAULTS, ...options }
  const boundary = readBoundary(request.header('content-type'))
  const refusal = refuseBody(request, limits.limitBytes)
  if (refusal !== null) throw refusal
  if (source === null) throw multipartInvalid('it is empty')
  const reader = new MultipartReader(source, boundary, limits)
  try {
    for (let part = await reader.next(); part !== null; part = await reader.next()) {
      if (part.fileName === null) {
        yield { kind: 'field', name: part.name, value: await readField(part, limits.maxFieldBytes) }
      } else if (part.fileName !== '') yield toFile(part, part.fileName)
      part.drain()
    }
  } finally {
    reader.close()
  }
}

/** Collects a small form in memory. Repeated names give lists; throws HttpError 400 `form-invalid` for `__proto__`. */
export async function collectForm(parts: AsyncIterable<MultipartPart>): Promise<MultipartForm> {
  // The shapes that Object.create promises: no prototype, so no name is taken yet.
  const form: MultipartForm = {
    fields: Object.create(null) as FormFields,
    files: Object.create(null) as MultipartForm['files'],
  }
  for await (const part of parts) {
    if (part.kind === 'field') {
      addField(form.fields, part.name, part.value)
    } else {
      const bytes = Buffer.concat(await Array.fromAsync(part.body))
      addField<UploadedFile>(form.files, part.name, {
        fileName: part.fileName,
        type: part.type,
        bytes,
      })
    }
  }
  return form
}

function readBoundary(header: string | null): string {
  const type = parseContentType(header)
  if (type?.type !== 'multipart/form-data') throw unsupportedType(header, ['multipart/form-data'])
  const boundary = type.parameters.get('boundary') ?? ''
  if (!BOUNDARY.test(boundary)) throw multipartInvalid('its Content-Type has no usable boundary')
  return boundary
}

async function readField(part: IncomingPart, limitBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of part.read()) {
    size += chunk.length
    if (size > limitBytes) throw fieldTooLarge(part.name, limitBytes)
    chunks.push(chunk)
  }
  try {
    return UTF8.decode(Buffer.concat(chunks))
  } catch (cause) {
    const detail = `The field ${JSON.stringify(part.name.slice(0, 32))} is not valid UTF-8. Encode the form so.`
    throw new HttpError(400, 'charset-invalid', detail, { cause })
  }
}

function toFile(part: IncomingPart, fileName: string): MultipartFile {
  const { name, type } = part
  return { kind: 'file', name, fileName: baseName(fileName), type, body: part.read() }
}

/** What a client may call its file: one segment, visible, no dot in front, at most 100 characters. */
function baseName(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
  // Cc and Cf hold NUL, line breaks and the marks that turn `gpj.exe` around to end in jpg.
  const visible = base.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}:*?"<>|]/gu, '')
  return visible.replaceAll(/^[. ]+|[. ]+$/g, '').slice(-100) || 'file'
}

function fieldTooLarge(name: string, limitBytes: number): HttpError {
  const shown = JSON.stringify(name.slice(0, 32))
  const detail = `The field ${shown} is larger than ${limitBytes} bytes. Send less, or send it as a file.`
  return new HttpError(413, 'field-too-large', detail, { headers: { connection: 'close' } })
}
