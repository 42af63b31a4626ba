/** What esbuild loads besides TypeScript. */
declare module "*.po" {
  export const plural: (n: number) => number;
  export const messages: Readonly<Record<string, readonly string[]>>;
}
declare module "*.po?trainers" {
  export const messages: Readonly<Record<string, readonly string[]>>;
}
