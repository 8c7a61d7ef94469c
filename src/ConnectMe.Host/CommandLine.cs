namespace ConnectMe.Host;

/// <summary>The command line: <c>--data DIR</c>, <c>--demo</c>, <c>--demo-filled</c>, <c>--urls URL</c>, and every setting as <c>--Name value</c>.</summary>
internal static class CommandLine
{
    public static WebApplicationOptions Options(string[] args) =>
        new()
        {
            // A bare switch would take the next argument as its value.
            Args = [.. args.Select(a => a is "--demo" or "--demo-filled" ? $"{a}=true" : a)],
            // The published files lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(CommandLine).Assembly.GetName().Name,
        };
}
