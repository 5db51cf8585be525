export { idempotent, type IdempotentOptions } from './idempotency.ts'
export { IdempotencyKey, type IdempotencyKeyFields } from './idempotency-key.ts'
export { resource } from './resource.ts'
export { ResourceError } from './resource-error.ts'
export type {
  ExpandOptions,
  LimitOptions,
  RelationOptions,
  ResourceOptions,
} from './resource-options.ts'
