using System.Globalization;

namespace ConnectMe.Media;

/// <summary>What an earlier run of ours said last of a leg, as far as a new offer goes on from there: ports and keys are new in any case.</summary>
/// <param name="SessionId">Of the o= line; with the version after it tells the other side that this is the same session (RFC 3264 §8).</param>
/// <param name="Protocol">"RTP/SAVP": sound that was encrypted stays so.</param>
/// <param name="HasKeys">They were agreed on in the description itself (RFC 4568).</param>
/// <param name="Suite">That of the only key, as in a=crypto: there are phones that go on with the cipher they have. Null when there were several to choose from.</param>
public sealed record LegPast(ulong SessionId, uint Version, string Protocol, bool HasKeys, string? Suite = null)
{
    /// <returns>Null for what is no description of ours.</returns>
    public static LegPast? Of(string sdp)
    {
        var lines = sdp.Split("\r\n");
        var origin = Array.Find(lines, line => line.StartsWith("o=", StringComparison.Ordinal))?.Split(' ');
        var keys = Array.FindAll(lines, line => line.StartsWith("a=crypto:", StringComparison.Ordinal));
        var audio = Array.Find(lines, line => line.StartsWith("m=audio ", StringComparison.Ordinal))?.Split(' ');
        return
            origin is [_, var session, var version, ..]
            && audio is [_, _, var protocol, ..]
            && ulong.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && uint.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && protocol is "RTP/AVP" or "RTP/SAVP" or "UDP/TLS/RTP/SAVP" or "UDP/TLS/RTP/SAVPF" or "RTP/AVPF" or "RTP/SAVPF"
            ? new LegPast(id, number, protocol, keys.Length > 0, keys is [var only] && only.Split(' ') is [_, var suite, ..] ? suite : null)
            : null;
    }

    internal bool IsDtls => Protocol.StartsWith("UDP/TLS/", StringComparison.Ordinal);
}
