using System.Text;
using Dyad.Cli.Commands;
using Dyad.Cli.Hosting;

// Three languages and JSON go out as UTF-8 whatever the code page of the console, or of a redirection on Windows, is.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandHost.RunAsync(Commands.Root(), args);
