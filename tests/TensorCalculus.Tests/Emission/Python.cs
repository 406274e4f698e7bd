using System.Diagnostics;
using System.Text;

namespace TensorCalculus.Tests.Emission;

/// <summary>The Python that can run emitted code.</summary>
internal static class Python
{
    /// <summary>A Python that has PyTorch; <see langword="null"/> if there is none.</summary>
    public static string? Path { get; } = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasTorch);

    /// <summary>Whether tests that need Python may not be left out.</summary>
    public static bool MustBeThere => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The path of the script.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <returns>What it writes to standard output.</returns>
    /// <exception cref="InvalidOperationException">There is no Python, or the script failed; the message has what it wrote to standard error.</exception>
    public static string Run(string script, string input)
    {
        (int status, string output, string errors) = Start(Path ?? throw new InvalidOperationException("no python3 here imports torch"), [script], input);
        return status == 0 ? output : throw new InvalidOperationException($"{script} ended with {status}:\n{errors}");
    }

    private static bool HasTorch(string python)
    {
        try
        {
            return Start(python, ["-c", "import importlib.util, sys; sys.exit(not importlib.util.find_spec('torch'))"], "").Status == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Status, string Output, string Errors) Start(string python, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(python, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit status says why.
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }
}
