import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createCleanEnvironment, isClean } from './environment.js';

const DIRTY = { PATH: '/bin', HOME: '/root', NODE_EXTRA_CA_CERTS: '/ca.crt', NODE_OPTIONS: '' };

describe('the environment of the bench', () => {
  it('has nothing of its user but PATH', () => {
    const { variables, remove } = createCleanEnvironment(DIRTY);
    assert.deepEqual(Object.keys(variables).sort(), ['HOME', 'LANG', 'PATH', 'TERM']);
    assert.equal(variables.PATH, '/bin');
    assert.ok(existsSync(variables.HOME!));
    assert.ok(isClean(variables));
    remove();
    assert.ok(!existsSync(variables.HOME!));
  });

  it('is distinguished from any other', () => {
    assert.ok(!isClean(DIRTY));
    assert.ok(!isClean({}));
  });

  it('is refused once something was added to it', () => {
    const { variables, remove } = createCleanEnvironment(DIRTY);
    remove();
    assert.throws(() => isClean({ ...variables, NODE_OPTIONS: '--jitless' }), {
      message: 'not comparable: NODE_OPTIONS is set to --jitless',
    });
  });
});
