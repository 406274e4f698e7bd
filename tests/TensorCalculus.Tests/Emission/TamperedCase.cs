namespace TensorCalculus.Tests.Emission;

/// <summary>A case with a mistake put into its emitted code, which <c>check.py</c> must find.</summary>
/// <param name="Mistake">What is wrong.</param>
/// <param name="Case">The case.</param>
/// <param name="Library">The module that is changed.</param>
/// <param name="Right">A part of its code.</param>
/// <param name="Wrong">What stands there instead.</param>
/// <param name="Finding">The check that must fail.</param>
internal sealed record TamperedCase(string Mistake, string Case, string Library, string Right, string Wrong, string Finding)
{
    public static IReadOnlyList<TamperedCase> All { get; } =
    [
        new("a wrong output", "matmul", "numpy", "y = x @ a", "y = x @ a + 1e-7", "forward"),
        new("a wrong gradient", "matmul", "numpy", "dl_dx = dl_dy @ a.T", "dl_dx = 1.00001 * dl_dy @ a.T", "backward"),
        new("gradients in the wrong order", "matmul", "torch", "return dl_dx, dl_da", "return dl_da, dl_dx", "backward"),
        new("a list for a tuple", "matmul", "numpy", "return dl_dx, dl_da", "return [dl_dx, dl_da]", "backward"),
        new("an argument changed", "matmul", "numpy", "y = x @ a", "y = x @ a; x += 1", "leaves its arguments alone"),
        new("double precision", "matmul", "numpy", "y = x @ a", "y = x @ a.astype(float)", "forward in float32"),
        new("a wrong gradient for autograd", "matmul", "torch", "dl_dx = dl_dy @ a.T", "dl_dx = 1.1 * dl_dy @ a.T", "gradcheck"),
        new("memory reused that is kept", "matmul", "torch", "dl_dx = dl_dy @ a.T", "dl_dx = dl_dy @ a.mul_(1).T", "writes nothing over that is given or kept"),
        new("needless work", "matmul", "torch", "if ctx.needs_input_grad[1]:", "if True:", "computes nothing else for x alone"),
        new("second derivatives", "matmul", "torch", "    @once_differentiable\n", "", "refuses second derivatives"),
    ];

    public string Id => $"{Case} with {Mistake}";

    public Job Apply(Job job)
    {
        Dictionary<string, string> modules = new(job.Modules);
        modules[Library] = modules[Library].Replace(Right, Wrong, StringComparison.Ordinal);
        return job with { Id = Id, Modules = modules, Refused = modules[Library] == job.Modules[Library] ? $"there is no {Right} to change" : job.Refused };
    }
}
