import type { Arguments, Objects } from "./generated/schema.js";

type Item<V> = V extends readonly (infer E)[] ? Item<E> : V extends null ? never : V;
type NameOf<V> = V extends { readonly __typename?: infer N } ? Extract<N, keyof Objects> : never;
type ArgumentsOf<T extends keyof Objects, F> = T extends keyof Arguments
  ? F extends keyof Arguments[T]
    ? Arguments[T][F]
    : never
  : never;
type WithArguments<A> = [A] extends [never] ? unknown : object extends A ? { readonly $?: A } : { readonly $: A };
type FieldSelection<T extends keyof Objects, F extends keyof Objects[T], V = Item<Objects[T][F]>> = [
  NameOf<V>,
] extends [never]
  ? true | ([ArgumentsOf<T, F>] extends [never] ? never : { readonly $: ArgumentsOf<T, F> })
  : Selection<NameOf<V>> & WithArguments<ArgumentsOf<T, F>>;

/**
 * What to ask of a type: `true` for a field, a selection for one that leads to another type, and `$` for a field's arguments, as in
 * `{ augment: { $: { class: "fear", n: 2 }, seed: true, images: { dataUrl: { $: { format: "WEBP" } } } } }`.
 */
export type Selection<T extends keyof Objects> = {
  readonly [F in keyof Objects[T]]?: F extends "__typename" ? true : FieldSelection<T, F>;
};

type Selected<V, S> = V extends readonly (infer E)[]
  ? readonly Selected<E, S>[]
  : V extends null
    ? null
    : [NameOf<V>] extends [never]
      ? V
      : Answer<NameOf<V>, S>;

/** What a selection is answered with: the fields that it names, and no others. */
export type Answer<T extends keyof Objects, S> = {
  readonly [F in keyof S & keyof Objects[T]]: F extends "__typename" ? T : Selected<Objects[T][F], S[F]>;
};

/** The selection itself when every key in it is a field; `never` at the key that is none. */
export type Known<T extends keyof Objects, S> = {
  readonly [F in keyof S]: F extends keyof Objects[T]
    ? S[F] extends true
      ? true
      : [NameOf<Item<Objects[T][F]>>] extends [never]
        ? S[F]
        : Known<NameOf<Item<Objects[T][F]>>, S[F]>
    : F extends "$"
      ? S[F]
      : never;
};
