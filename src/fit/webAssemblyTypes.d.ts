/** As much of WebAssembly as is used; its types otherwise come only with those of a browser. */
declare namespace WebAssembly {
  function validate(code: Uint8Array<ArrayBuffer>): boolean;

  class CompileError extends Error {}

  class Module {
    constructor(code: Uint8Array<ArrayBuffer>);
  }

  class Memory {
    constructor(pages: { readonly initial: number });
    readonly buffer: ArrayBuffer;
  }

  class Instance {
    constructor(
      module: Module,
      imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>,
    );
    readonly exports: object;
  }
}
