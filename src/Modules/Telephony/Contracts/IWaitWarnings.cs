namespace ConnectMe.Telephony.Contracts;

/// <summary>After which wait whoever makes this request wants to be warned, wherever waiting callers are shown (M5-22). From memory but for the first time.</summary>
public interface IWaitWarnings
{
    ValueTask<WaitWarnings> Own(CancellationToken ct);
}

/// <param name="Orange">Null: never in orange.</param>
/// <param name="Red">Null: never in red.</param>
/// <param name="IsHeard">A short tone with the red.</param>
public sealed record WaitWarnings(TimeSpan? Orange, TimeSpan? Red, bool IsHeard)
{
    /// <summary>"bad", "warn", or nothing yet.</summary>
    public string? ToneOf(TimeSpan wait) =>
        wait >= Red ? "bad"
        : wait >= Orange ? "warn"
        : null;
}
