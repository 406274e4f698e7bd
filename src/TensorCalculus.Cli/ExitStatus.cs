namespace TensorCalculus.Cli;

/// <summary>What a call returns to the shell.</summary>
internal static class ExitStatus
{
    /// <summary>Done; a check agrees.</summary>
    public const int Done = 0;

    /// <summary>A check does not agree.</summary>
    public const int Disagrees = 1;

    /// <summary>The program or the call is refused; nothing was written to standard output.</summary>
    public const int Refused = 2;
}
