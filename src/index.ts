export { portico, type PorticoOptions, type SecurityDefault } from './app.ts'
export {
  type AfterHook,
  type App,
  type BeforeHook,
  type Component,
  type Context,
  created,
  type ErrorHandler,
  eventStream,
  type Extension,
  type FetchHandler,
  fromNode,
  type Group,
  HttpError,
  redirect,
  Reply,
  reply,
  type Route,
  type RunningServer,
  sendFile,
  type ServerEvent,
  type ServeOptions,
} from './http/index.ts'
export { html } from './templates/index.ts'
export { contextKey, type ContextKey, PorticoError } from './internal/index.ts'
