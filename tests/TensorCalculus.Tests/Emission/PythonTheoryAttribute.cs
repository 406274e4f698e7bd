namespace TensorCalculus.Tests.Emission;

/// <summary>A theory that runs emitted Python code. Where there is no Python with PyTorch it is skipped, in one line that says so;
/// on a build server, where it must run, it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        if (Python.Path is null && !Python.MustBeThere)
        {
            DisplayName = Skip = "Emitted Python code was not run: no python3 here imports torch. It is run in .ci/run, which installs it";
        }
    }
}
