using System.Globalization;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media;

/// <summary>What an earlier run of ours said last of a leg, as far as a new offer goes on from there: ports are new in any case.</summary>
/// <param name="SessionId">Of the o= line; with the version after it tells the other side that this is the same session (RFC 3264 §8).</param>
/// <param name="Protocol">"RTP/SAVP": sound that was encrypted stays so.</param>
/// <param name="Keys">
/// The values of its a=crypto (RFC 4568), a line each, empty when it has none. They are secret. They are said again, as there are phones that go on with
/// the key they have, whatever a new offer says; our SSRC is another, so that no keystream is used twice.
/// </param>
public sealed record LegPast(ulong SessionId, uint Version, string Protocol, string Keys)
{
    const string Crypto = "a=crypto:";

    /// <returns>Null for what is no description of ours.</returns>
    public static LegPast? Of(string sdp)
    {
        var lines = sdp.Split("\r\n");
        var origin = Array.Find(lines, line => line.StartsWith("o=", StringComparison.Ordinal))?.Split(' ');
        var audio = Array.Find(lines, line => line.StartsWith("m=audio ", StringComparison.Ordinal))?.Split(' ');
        var keys = lines.Where(line => line.StartsWith(Crypto, StringComparison.Ordinal)).Select(line => line[Crypto.Length..]);
        return
            origin is [_, var session, var version, ..]
            && audio is [_, _, var protocol, ..]
            && ulong.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && uint.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && protocol is "RTP/AVP" or "RTP/SAVP" or "UDP/TLS/RTP/SAVP" or "UDP/TLS/RTP/SAVPF" or "RTP/AVPF" or "RTP/SAVPF"
            ? new LegPast(id, number, protocol, string.Join('\n', keys))
            : null;
    }

    // Not the keys: what is logged stays.
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Protocol} {SessionId} {Version}");

    internal bool IsDtls => Protocol.StartsWith("UDP/TLS/", StringComparison.Ordinal);

    internal bool IsSdes => !IsDtls && (Keys.Length > 0 || Protocol.Contains("SAVP", StringComparison.Ordinal));

    /// <summary>One for each cipher, in its order: with the same ones before them the other side chooses the same one again.</summary>
    internal IReadOnlyList<CryptoAttribute> Cryptos =>
        [.. Keys.Split('\n').Select(line => CryptoAttribute.TryParse(line)).OfType<CryptoAttribute>().DistinctBy(key => key.Profile)];
}
