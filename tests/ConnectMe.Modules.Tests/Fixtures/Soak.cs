using System.Globalization;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>What scripts/soak does more of than scripts/test.</summary>
internal static class Soak
{
    /// <summary>So many questions of each kind as CONNECTME_SOAK_TRIES says (promise A2: 2,000).</summary>
    public static int Tries(int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable("CONNECTME_SOAK_TRIES"), CultureInfo.InvariantCulture, out var tries)
            ? tries
            : otherwise;
}
