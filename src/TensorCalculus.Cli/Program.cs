using System.Text;
using TensorCalculus.Cli;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
var lenient = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), utf8);
using var output = new StreamWriter(Console.OpenStandardOutput(), lenient) { NewLine = "\n" };
using var error = new StreamWriter(Console.OpenStandardError(), lenient) { NewLine = "\n", AutoFlush = true };
return Cli.Run(args, input, output, error);
