/** `true` if two types are one and the same, else `false`. */
export type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles if it holds. */
export declare function holds<_Statement extends true>(): void;

holds<Equal<string, string>>();
// @ts-expect-error: a check that could not fail would be none
holds<Equal<string, 'some' | (string & {})>>();
// @ts-expect-error
holds<Equal<{ a?: 1 }, { a: 1 }>>();
