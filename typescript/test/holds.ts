/** `true` if two types are identical, else `false`. */
export type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles if the type argument is `true`. */
export declare function holds<_Condition extends true>(): void;

holds<Equal<string, string>>();
// @ts-expect-error: the check itself must be able to fail
holds<Equal<string, 'some' | (string & {})>>();
// @ts-expect-error
holds<Equal<{ a?: 1 }, { a: 1 }>>();
