namespace TensorCalculus;

/// <summary>A formula in three spellings. Each of them reads back in as the same formula.</summary>
/// <param name="Ascii">Index notation in ASCII with brackets, such as <c>dl_dx[p,q]</c>.</param>
/// <param name="Unicode">Plain text for reading, such as <c>∂l/∂x_pq</c>.</param>
/// <param name="Latex">LaTeX for a mathematics environment.</param>
public sealed record PrintedFormula(string Ascii, string Unicode, string Latex);
