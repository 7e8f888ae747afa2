// @types/k6 leaves `console` to the types of the DOM, which promise much that k6 does not have.
declare const console: { error: (text: string) => void };
