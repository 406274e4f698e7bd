namespace TensorCalculus.Emission;

/// <summary>The targets, a line each.</summary>
internal static class TargetWriters
{
    /// <summary>The module in the language of the target.</summary>
    public static string Write(EmitTarget target, EmissionModule module) => target switch
    {
        EmitTarget.Jax => new JaxModule(module).Write(),
        EmitTarget.Torch => new TorchModule(module).Write(),
        EmitTarget.CSharp => new CSharpModule(module).Write(),
        _ => new NumPyModule(module).Write(),
    };

    /// <summary>The words that names in the target's code must stay away from.</summary>
    public static IReadOnlyCollection<string> Reserved(EmitTarget target) =>
        target == EmitTarget.CSharp ? CSharpModule.Reserved : PythonModule.Reserved;
}
