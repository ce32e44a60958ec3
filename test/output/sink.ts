import { Writable } from 'node:stream';

/** Keeps what is written; every write is taken one turn of the event loop later. */
export class Sink extends Writable {
  text = '';
  /** The most characters that were waiting at any time. */
  mostWaiting = 0;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.mostWaiting = Math.max(this.mostWaiting, this.writableLength);
    this.text += chunk.toString();
    setImmediate(done);
  }
}

/** A stream that takes nothing. */
export function fullDisk(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
  });
}
