using System.Text;

namespace TensorCalculus.Cli;

/// <summary>Reads the text of a program, and says what is wrong with a file that holds none.</summary>
internal static class ProgramFile
{
    private const long MostBytes = 1 << 26;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="Diagnostics.ProgramException">There is no such file, or it is not a text.</exception>
    public static string Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw CallMistakes.File($"{path} is a directory", "give -f the name of a file");
            }

            using FileStream file = File.OpenRead(path);
            if (file.CanSeek && file.Length > MostBytes)
            {
                throw CallMistakes.File($"{path} is too large for a program");
            }

            using var reader = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: false);
            return Text(reader, path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CallMistakes.File($"there is no file {path}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CallMistakes.File($"{path} cannot be read: {failure.Message.TrimEnd('.')}");
        }
    }

    /// <summary>The text of standard input.</summary>
    /// <exception cref="Diagnostics.ProgramException">It is not a text.</exception>
    public static string ReadAll(TextReader input)
    {
        try
        {
            return Text(input, "standard input");
        }
        catch (IOException failure)
        {
            throw CallMistakes.File($"standard input cannot be read: {failure.Message.TrimEnd('.')}");
        }
    }

    private static string Text(TextReader reader, string name)
    {
        string text;
        try
        {
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw CallMistakes.File($"{name} is not a text in UTF-8", "save the program as UTF-8");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw CallMistakes.File($"{name} is not a text: it has a zero byte", "save the program as UTF-8")
            : text.TrimStart('\uFEFF');
    }
}
