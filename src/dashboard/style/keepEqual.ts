/**
 * Creates a function that returns its last result as long as it is called with objects whose members
 * are the same, so that what depends on them can be memoised by the object.
 */
export function keepEqual<Value extends object>(): (value: Value) => Value {
  let kept: Value | null = null;
  return (value) => {
    if (!kept || !sameMembers(kept, value)) {
      kept = value;
    }
    return kept;
  };
}

function sameMembers<Value extends object>(one: Value, other: Value): boolean {
  for (const name in one) {
    if (one[name] !== other[name]) {
      return false;
    }
  }
  return true;
}
