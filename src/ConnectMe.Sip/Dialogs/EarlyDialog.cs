using System.Globalization;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Dialogs;

/// <summary>A phone that said something, but has not answered: one branch of a forked INVITE (RFC 3261 §12.1.2, §13.2.2.1).</summary>
sealed class EarlyDialog(Dialog dialog)
{
    uint? _lastRSeq;

    /// <summary>RFC 3262 §4: one more than the last; anything else came before or comes too early.</summary>
    public bool Accepts(SipResponse reliable)
    {
        if (ReliableProvisional.RSeqOf(reliable) is not { } number || (_lastRSeq is { } last && number != last + 1))
        {
            return false;
        }

        _lastRSeq = number;
        return true;
    }

    public Dialog Dialog => dialog;

    /// <summary>Offer and answer are exchanged reliably: the next offer may be made (RFC 3311 §5.1).</summary>
    public bool IsAnswered { get; set; }
}

/// <summary>The headers of RFC 3262 §7.</summary>
static class ReliableProvisional
{
    public static bool IsIn(SipResponse response) =>
        response.StatusCode is > 100 and < 200
        && response.Require.Contains("100rel", StringComparer.OrdinalIgnoreCase)
        && RSeqOf(response) is not null;

    public static uint? RSeqOf(SipResponse response) => Number(response.Headers["RSeq"]);

    public static string RAckOf(SipResponse response) => $"{RSeqOf(response)} {response.CSeq}";

    /// <summary>Null when it is not well-formed or not about an INVITE.</summary>
    public static (uint RSeq, uint CSeq)? ReadRAck(SipRequest prack)
    {
        var parts = prack.Headers["RAck"]?.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return parts is [var rseq, var cseq, "INVITE"] && Number(rseq) is { } response && Number(cseq) is { } invite
            ? (response, invite)
            : null;
    }

    static uint? Number(string? text) =>
        uint.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
