import { Matrix, SingularValueDecomposition } from 'ml-matrix';

/** A = U Σ Vᵀ of a square matrix A. */
export interface Svd {
  /** The diagonal of Σ, largest first. */
  readonly singularValues: readonly number[];
  /** The columns of U, in the same order. */
  readonly left: readonly (readonly number[])[];
  /** The columns of V, in the same order. */
  readonly right: readonly (readonly number[])[];
}

/**
 * The singular value decomposition of a square matrix, given by rows.
 *
 * Only this file imports the linear-algebra library, which takes longer to load than this takes to
 * compute: import it, and whatever imports it, only when a result is needed.
 *
 * @example svd([[3, 0], [0, -4]]).singularValues // [4, 3]
 */
export function svd(matrix: readonly (readonly number[])[]): Svd {
  const { diagonal, leftSingularVectors, rightSingularVectors } = new SingularValueDecomposition(
    new Matrix(matrix.map((row) => [...row])),
  );
  return {
    singularValues: diagonal,
    left: leftSingularVectors.transpose().to2DArray(),
    right: rightSingularVectors.transpose().to2DArray(),
  };
}
