using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace TensorCalculus.Cli;

/// <summary>Prints the version of the tool, also where another program hosts it.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        string version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        parseResult.InvocationConfiguration.Output.Write(version + "\n");
        return ExitStatus.Done;
    }
}
