namespace TensorCalculus.Printing;

/// <summary>The spellings of the notation. Each reads back with the same meaning.</summary>
internal enum Notation
{
    /// <summary>For terminals: <c>∂l/∂x_pq = ∂l/∂y_pj a_qj</c>.</summary>
    Unicode,

    /// <summary>For documents: <c>\frac{\partial l}{\partial x_{pq}} = …</c>.</summary>
    Latex,

    /// <summary>For programs: <c>dl_dx[p,q] = dl_dy[p,j] a[q,j]</c>.</summary>
    Ascii,
}
