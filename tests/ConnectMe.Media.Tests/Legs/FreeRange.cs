namespace ConnectMe.Media.Tests.Legs;

/// <summary>Port ranges between the product's and those that the system hands out, another one for each process and each call: tests may run beside each other.</summary>
static class FreeRange
{
    static int _next;

    public static RtpPortRange Of(int pairs)
    {
        var first = 30000 + (Environment.ProcessId % 26 * 100) + (Interlocked.Add(ref _next, 2 * pairs) % 100);
        return new RtpPortRange(first + (first % 2), first + (first % 2) + (2 * pairs) - 1);
    }
}
