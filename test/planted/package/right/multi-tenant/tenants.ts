export interface Tenant {
  readonly name: string;
  readonly origin: string;
}

export const tenants: readonly Tenant[] = [
  { name: 'north', origin: 'https://north.tenant-example.com' },
  { name: 'south', origin: 'https://south.tenant-example.com' },
];
