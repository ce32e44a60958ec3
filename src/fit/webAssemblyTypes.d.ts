/** The part of WebAssembly in use; TypeScript has its types only together with a browser's. */
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
