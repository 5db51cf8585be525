export { securityHeaders, type SecurityHeaderOptions } from './headers.ts'
export { compileHosts, hostCheck, LOCAL_HOSTS } from './hosts.ts'
export { isFromOwnSite, originCheck, type OriginCheckOptions } from './origin-check.ts'
export { sign, unsign, type SigningOptions, type UnsignOptions } from './signing.ts'
