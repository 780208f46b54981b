/**
 * Starts from nothing and widens line by line. `nonce` is for Mantine and AG Grid, which write style elements; pictures as
 * data: are the grid's own icons.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'${development ? ` 'nonce-${nonce}'` : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    // Only the development server's reload channel; the product's page asks nobody anything.
    ...(development ? [`connect-src 'self' ws://headgate ws://localhost:*`] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ]
  return policy.join('; ')
}
