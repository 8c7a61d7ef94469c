namespace ConnectMe.Telephony.Contracts;

/// <summary>
/// What becomes of a call that is led somewhere, in the words of who reads (A3-03). Each module says so of what it knows: of people by their status, of queues, of menus. Of the company of
/// who reads.
/// </summary>
public interface ICallWords
{
    /// <returns>Null: it knows nothing of this.</returns>
    ValueTask<CallStep?> Of(CallTarget target, DateTimeOffset at, CancellationToken ct);
}

/// <param name="Words">Whole sentences.</param>
/// <param name="Then">Where the call may go on to; none: it ends here, one way or another.</param>
public sealed record CallStep(string Words, IReadOnlyList<CallBranch> Then);

/// <param name="When">In words, as "Key 1"; empty: always.</param>
public sealed record CallBranch(string When, CallTarget To);
