/** The checks that look beyond their own row; the others need nothing but the cell. */
export const tableCheckNames = ['reference', 'increasing', 'decreasing'] as const
