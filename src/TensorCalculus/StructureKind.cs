namespace TensorCalculus;

/// <summary>What a part of a Jacobian or Hessian is as a matrix whose rows are the indices of what is differentiated (of the
/// first tensor, for a Hessian) and whose columns are those by which it is.</summary>
public enum StructureKind
{
    /// <summary>Nothing is known of it.</summary>
    Dense,

    /// <summary>A number times the identity: every index of the rows is linked to one of the columns.</summary>
    Identity,

    /// <summary>Diagonal: every index of the rows is linked to one of the columns, and the core tells the diagonal.</summary>
    Diagonal,

    /// <summary>A smaller core and Kronecker deltas: one block, repeated along the diagonal.</summary>
    CoreAndDeltas,

    /// <summary>Block-diagonal: the core tells the blocks, which differ.</summary>
    BlockDiagonal,

    /// <summary>A sum of outer products, one for each value of the summed indices.</summary>
    OuterProducts,
}
