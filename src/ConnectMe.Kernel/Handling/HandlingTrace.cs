using System.Diagnostics;

namespace ConnectMe.Kernel;

/// <summary>The trace source of all slices.</summary>
public static class HandlingTrace
{
    public const string SourceName = "ConnectMe.Slices";

    internal static ActivitySource Source { get; } = new(SourceName);
}
